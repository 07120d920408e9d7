/// What a format says about itself; help, docs/import.md and completion are made from it.
public struct FormatDescription: Hashable, Sendable {
    /// What becomes of message text in a format.
    public enum TextForm: String, Hashable, Sendable {
        /// It is there as it was sent: dots stuffed, with the dot that ends it.
        case asSent
        /// It is there as it was before dots were stuffed.
        case unstuffed
        /// It is left out.
        case leftOut
    }

    /// The word that `--from` takes for it: letters, digits and hyphens, such as `swaks`.
    public var word: String
    /// What it is called in a sentence: `swaks output`.
    public var name: String
    /// How the client's lines are marked, in a few words.
    public var client: String
    /// How the server's lines are marked.
    public var server: String
    /// What becomes of message text.
    public var text: TextForm
    /// What the source does not have, or what has to be known about it; empty, or sentences.
    public var remark: String
    /// A few lines of it.
    public var example: String
    /// Whether people write it: with placeholders for what they leave out.
    public var isHandwritten: Bool
    /// Whether the server's lines are regular expressions for what it says.
    public var hasPatterns: Bool

    /// A description.
    public init(
        word: String, name: String, client: String, server: String, text: TextForm = .asSent,
        remark: String = "", isHandwritten: Bool = false,
        hasPatterns: Bool = false, example: String
    ) {
        self.word = word
        self.name = name
        self.client = client
        self.server = server
        self.text = text
        self.remark = remark
        self.isHandwritten = isHandwritten
        self.hasPatterns = hasPatterns
        self.example = example
    }
}
