import OctetText
import TerminalText

/// What the tool says to the person: lines that begin with `# `, and fit the terminal.
///
/// A line without a label of its own has `tool`. Prose is wrapped; what a person might copy is not.
package struct Page: Hashable, Sendable {
    /// What every line of the tool begins with in a session.
    package static let mark = "# "
    /// What every line of the tool begins with: nothing in a shell.
    let mark: String
    /// How many columns a line of prose may take, the mark included.
    package let width: Int
    package private(set) var lines: [Line] = []

    package init(width: Int, mark: String = Page.mark) {
        self.width = max(width, Wrapping.minimumWidth)
        self.mark = mark
    }

    /// Adds a line as it is, without a mark.
    package mutating func add(_ line: Line) { lines.append(line) }

    /// Adds lines as they are, without marks.
    package mutating func add(_ lines: some Sequence<Line>) { self.lines += lines }

    /// Adds prose.
    package mutating func say(_ text: String, _ label: Label = .tool, indentation: Int = 0) {
        let blanks = Page.blanks(min(indentation, width / 2))
        let room = width - mark.count - blanks.count
        for line in Wrapping.lines(of: text, width: room) {
            lines.append(marked(blanks + line, label))
        }
    }

    /// Adds a line without wrapping it, because a person might copy it.
    package mutating func show(_ text: String, _ label: Label = .tool) {
        lines.append(marked(text, label))
    }

    /// Adds words that belong together: on one line if they fit, otherwise on several.
    ///
    /// The indentation is that of all lines; without one, it is that of all but the first.
    mutating func words(
        _ words: [String], gap: Int, _ label: Label = .tool, indentation: Int? = nil
    ) {
        let room = width - mark.count
        var line = Page.blanks(indentation ?? 0)
        var isEmpty = true
        for word in words {
            if !isEmpty, DisplayWidth.columns(of: line + word) + gap > room {
                lines.append(marked(line, label))
                line = Page.blanks(indentation ?? 5)
                isEmpty = true
            }
            line += (isEmpty ? "" : Page.blanks(gap)) + word
            isEmpty = false
        }
        lines.append(marked(line, label))
    }

    /// Adds a line with a mark in front.
    package mutating func show(_ line: Line) {
        var marked = Line(mark, .tool)
        marked.append(line)
        lines.append(marked)
    }

    /// Adds `error: …`, and `hint: …` if there is one.
    package mutating func fail(_ message: String, hint: String? = nil) {
        say("error: " + message, .error)
        if let hint { say("hint: " + hint, .hint) }
    }

    /// Adds a heading and words in a row; nothing if there are none.
    mutating func list(_ heading: String, _ words: [String]) {
        if !words.isEmpty { say("\(heading): \(words.joined(separator: ", "))") }
    }

    /// Adds rows of two columns; the second is wrapped next to the first.
    package mutating func table(
        _ rows: [(String, String)], column: Int? = nil, _ label: Label = .tool,
        meaning: Label = .tool
    ) {
        let widest = rows.map { DisplayWidth.columns(of: $0.0) }.max() ?? 0
        let column = column ?? min(widest, max(width / 2 - 2 * mark.count, 8)) + 2
        for (word, text) in rows { row((word, label), (text, meaning), column: column) }
    }

    private mutating func row(
        _ word: (text: String, label: Label), _ meaning: (text: String, label: Label), column: Int
    ) {
        let texts = Wrapping.lines(of: meaning.text, width: width - mark.count - column)
        let used = DisplayWidth.columns(of: word.text)
        guard used + 2 <= column else {
            lines.append(marked(word.text, word.label))
            for text in texts where !text.isEmpty {
                lines.append(marked(Page.blanks(column) + text, meaning.label))
            }
            return
        }
        for (index, text) in texts.enumerated() {
            var line = Line(mark, .tool)
            line.append(index == 0 ? word.text : "", word.label)
            let padding = Page.blanks(index == 0 ? column - used : column)
            line.append(text.isEmpty ? "" : padding + text, meaning.label)
            lines.append(line)
        }
    }

    private func marked(_ text: String, _ label: Label) -> Line {
        guard !text.isEmpty else { return Line(String(mark.prefix(1)), .tool) }
        var line = Line(mark, .tool)
        line.append(text, label)
        return line
    }

    static func blanks(_ count: Int) -> String {
        String(repeating: " ", count: max(0, count))
    }
}
