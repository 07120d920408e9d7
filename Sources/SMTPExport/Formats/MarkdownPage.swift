extension ExportFormat {
    /// A page of Markdown with the dialogue.
    static let markdown = ExportFormat(
        "md", "a page of Markdown",
        usage: "paste it in an issue or a forum",
        holds: [.replies, .transactions, .commands, .parameters],
        readAs: "dialogue",
        lines: { conversation, options, warnings in
            let dialogue = dialogue(conversation, options)
            let fence = fence(around: dialogue)
            let notes = warnings.isEmpty ? [] : [""] + warnings.map { "* \(escaped($0))" }
            return [
                "# SMTP conversation", "",
                "From \(escaped(conversation.shownSource)). C: is the client, S: the server.", "",
                "\(fence)text",
            ] + dialogue + [fence] + notes
        })

    /// A fence that no line between can end: longer than any run of backticks there.
    private static func fence(around lines: [String]) -> String {
        var longest = 0
        for line in lines {
            var run = 0
            for octet in line.utf8 {
                run = octet == UInt8(ascii: "`") ? run + 1 : 0
                longest = max(longest, run)
            }
        }
        return String(repeating: "`", count: max(3, longest + 1))
    }

    /// A text in which nothing is Markdown or HTML, code spans of ours apart.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            if #"\`*_{}[]()<>#+-!|~&@:"#.contains(character), character.isASCII {
                escaped += "&#\(character.asciiValue ?? 0x3F);"
            } else {
                escaped.append(character)
            }
        }
        return escaped
    }
}
