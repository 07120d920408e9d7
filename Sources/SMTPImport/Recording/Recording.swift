/// What was read from a source: the format it was taken for, and the conversations in it.
///
///     # read as swaks output (94 % of lines), 2 conversations
public struct Recording: Hashable, Sendable {
    /// The word that `--from` takes for the format, such as `swaks`.
    public var format: String
    /// What the format is called in a sentence, such as `swaks output`.
    public var formatName: String
    /// How many of the lines that were looked at fit the format, from 0 to 100.
    public var percentage: Int
    /// The conversations, in the order in which they begin.
    public var conversations: [RecordedConversation] = []
    /// What concerns the source as a whole.
    public var warnings: [RecordingWarning] = []

    /// What was read so far: nothing.
    public init(format: String, named formatName: String, percentage: Int = 100) {
        self.format = format
        self.formatName = formatName
        self.percentage = percentage
    }
}
