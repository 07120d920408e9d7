import SMTPGrammar
import SMTPPolicy
import SMTPScript

/// A script made from a recorded conversation.
///
///     # from swaks.txt:5
///     C: MAIL FROM:<ann@client.example>
///     S: 250 2.1.0 Ok
public struct ImportedScript: Hashable, Sendable {
    /// What the script is called: `swaks.txt`, or `swaks.txt#2` for the second conversation of several.
    public var name: String
    /// The octets of the script's file: UTF-8, each line with its line end.
    public var octets: [UInt8]

    /// The script as a text.
    public var text: String { String(decoding: octets, as: UTF8.self) }
}

extension Recording {
    /// The line that says what a source was read as.
    ///
    ///     # read as swaks output (94 % of lines), 2 conversations
    public var summary: String {
        let count = conversations.count
        return "\(readAs), \(count) \(count == 1 ? "conversation" : "conversations")"
    }

    /// The same without their number: `read as swaks output (94 % of lines)`.
    public var readAs: String {
        "read as \(formatName)" + (percentage < 100 ? " (\(percentage) % of lines)" : "")
    }

    /// A script for each conversation, in their order.
    public func scripts(_ options: ImportOptions) -> [ImportedScript] {
        conversations.indices.map { script(ofConversation: $0, options) }
    }

    /// The script of one conversation, by its place from 0.
    public func script(ofConversation index: Int, _ options: ImportOptions) -> ImportedScript {
        let isAlone = conversations.count == 1
        var head = ["# Imported from \(ImportedScript.comment(name: options.source)): \(summary)."]
        if !isAlone { head.append("# Conversation \(index + 1) of \(conversations.count).") }
        var body = conversations[index]
        if index == 0 { body.warnings = warnings + body.warnings }
        return body.script(
            options, head: head, name: options.source + (isAlone ? "" : "#\(index + 1)"))
    }

    /// All conversations in one script, one after another, each a phase with a connection of its own.
    public func joinedScript(_ options: ImportOptions) -> ImportedScript {
        guard conversations.count != 1 else { return script(ofConversation: 0, options) }
        var script = JoinedScript(options)
        var octets = script.head(summary)
        guard let last = conversations.indices.last else {
            return ImportedScript(name: options.source, octets: octets)
        }
        script.append(warnings, to: &octets)
        for (index, conversation) in conversations.enumerated() {
            script.append(conversation, isLast: index == last, to: &octets)
        }
        return ImportedScript(name: options.source, octets: octets)
    }
}

extension RecordedConversation {
    /// The conversation as a script.
    public func script(
        _ options: ImportOptions, head: [String] = [], name: String? = nil
    ) -> ImportedScript {
        var head = head
        if let label { head.append("# Known in the source as \(ImportedScript.comment(label)).") }
        var writer = ConversationWriter(self, ImportSource(options))
        for line in head { writer.add(line: line) }
        writer.write()
        return ImportedScript(name: name ?? options.source, octets: writer.script)
    }
}

extension ImportedScript {
    /// A text of the source as a comment shows it.
    static func comment(_ text: String) -> String {
        String(ScriptText.line(comment: ScriptSecrets.masked(text)).dropFirst(2))
    }

    /// The name of a source as a comment shows it: whatever it begins with, it is no command.
    package static func comment(name: String) -> String {
        String(ScriptText.line(comment: name).dropFirst(2))
    }
}
