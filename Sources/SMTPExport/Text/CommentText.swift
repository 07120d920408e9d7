import OctetText

/// Text for comments of programs: one line, in which everything shows as itself.
enum CommentText {
    /// A text in one line; what does not show as itself is an escape.
    static func inLine(_ text: String) -> String { EscapedText.inLine(text.utf8) }

    /// A text in one line, of at most so many characters.
    static func clipped(_ text: String, to count: Int = 100) -> String {
        EscapedText.clipped(inLine(text), to: count)
    }

    /// Sentences as lines of comments of at most 78 columns.
    static func lines(_ sentences: [String], mark: String) -> [String] {
        sentences.flatMap { wrapped($0, width: 78 - mark.count) }.map {
            $0.isEmpty ? mark : "\(mark) \($0)"
        }
    }

    private static func wrapped(_ text: String, width: Int) -> [String] {
        var lines = [""]
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let last = lines[lines.count - 1]
            if last.isEmpty {
                lines[lines.count - 1] = String(word)
            } else if last.count + 1 + word.count <= width {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append("  \(word)")
            }
        }
        return lines
    }
}
