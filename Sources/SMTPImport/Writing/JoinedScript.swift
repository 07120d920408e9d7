import SMTPScript
import SMTPSession

/// One script of many conversations, written one after another: each is a phase with a connection of its own.
///
///     var script = JoinedScript(options)
///     var octets = script.head(recording.summary)
///     for conversation in conversations { script.append(conversation, to: &octets) }
public struct JoinedScript {
    private let source: ImportSource
    private var known = CommonLines()
    /// How many conversations were written.
    public private(set) var count = 0

    /// A script in which nothing is written yet.
    public init(_ options: ImportOptions) { source = ImportSource(options) }

    /// Its first line, which says what the source was read as, with its line end.
    public func head(_ summary: String) -> [UInt8] {
        let name = ImportedScript.comment(name: source.options.source)
        return Array("# Imported from \(name): \(summary).\n".utf8)
    }

    /// Appends what concerns the source as a whole, as comments.
    public func append(_ warnings: [RecordingWarning], to octets: inout [UInt8]) {
        for warning in warnings { source.append(warning, to: &octets) }
    }

    /// Appends the next conversation, whose connection is closed at its end unless it is the last.
    public mutating func append(
        _ conversation: RecordedConversation, isLast: Bool = false, to octets: inout [UInt8]
    ) {
        count += 1
        octets.append(text: "## Conversation ")
        octets.append(number: UInt64(count))
        if let label = conversation.label {
            octets.append(text: " " + ImportedScript.comment(label))
        }
        octets.append(text: "\n")
        var writer = ConversationWriter(conversation, source)
        writer.isFirst = count == 1
        writer.isLast = isLast
        swap(&writer.script, &octets)
        swap(&writer.known, &known)
        writer.write()
        swap(&writer.script, &octets)
        swap(&writer.known, &known)
    }
}
