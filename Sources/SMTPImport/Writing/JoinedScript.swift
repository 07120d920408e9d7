import SMTPScript

/// One script of many conversations, written one after another: each is a phase with a connection of its own.
///
///     var script = JoinedScript(options)
///     var text = script.head(recording.summary)
///     for conversation in conversations { text += script.next(conversation) }
public struct JoinedScript {
    private let options: ImportOptions
    /// How many conversations were written.
    public private(set) var count = 0

    /// A script in which nothing is written yet.
    public init(_ options: ImportOptions) { self.options = options }

    /// Its first line, which says what the source was read as.
    public func head(_ summary: String) -> String {
        "# Imported from \(ImportedScript.comment(name: options.source)): \(summary).\n"
    }

    /// What concerns the source as a whole, as comments.
    public func comments(on warnings: [RecordingWarning]) -> String {
        warnings.map { ConversationWriter.line($0, options.source) + "\n" }.joined()
    }

    /// The next conversation, whose connection is closed at its end unless it is the last.
    public mutating func next(_ conversation: RecordedConversation, isLast: Bool = false) -> String
    {
        count += 1
        let label = conversation.label.map { " " + ImportedScript.comment($0) } ?? ""
        var writer = ConversationWriter(conversation, options)
        writer.isFirst = count == 1
        writer.isLast = isLast
        return "## Conversation \(count)\(label)\n" + writer.written()
    }
}
