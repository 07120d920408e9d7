import OctetText
import TerminalText

/// What the tool says to the person: lines that begin with `# `, and fit the terminal.
///
/// A line without a label of its own has `tool`. Prose is wrapped; what a person might copy is not.
public struct Page: Hashable, Sendable {
    /// What every line of the tool begins with: `# ` in a session, nothing in a shell.
    public let mark: String
    /// How many columns a line of prose may take, the mark included.
    public let width: Int
    /// The lines so far.
    public private(set) var lines: [Line] = []

    /// An empty page.
    ///
    /// - Parameters:
    ///   - width: how many columns a line of prose may take
    ///   - mark: what every line begins with
    public init(width: Int, mark: String = "# ") {
        self.width = max(width, Wrapping.minimumWidth)
        self.mark = mark
    }

    /// Adds a line as it is, without a mark.
    ///
    /// - Parameter line: the line
    public mutating func add(_ line: Line) { lines.append(line) }

    /// Adds lines as they are, without marks.
    ///
    /// - Parameter lines: the lines
    public mutating func add(_ lines: some Sequence<Line>) { self.lines += lines }

    /// Adds prose.
    ///
    /// - Parameters:
    ///   - text: prose, from a trusted source or made visible
    ///   - label: what it is
    ///   - indentation: how far it stands to the right
    public mutating func say(_ text: String, _ label: Label = .tool, indentation: Int = 0) {
        let blanks = Page.blanks(min(indentation, width / 2))
        let room = width - mark.count - blanks.count
        for line in Wrapping.lines(of: text, width: room) {
            lines.append(marked(blanks + line, label))
        }
    }

    /// Adds a line without wrapping it, because a person might copy it.
    ///
    /// - Parameters:
    ///   - text: the line
    ///   - label: what it is
    public mutating func show(_ text: String, _ label: Label = .tool) {
        lines.append(marked(text, label))
    }

    /// Adds words that belong together: on one line if they fit, otherwise on several.
    ///
    /// - Parameters:
    ///   - words: words that are not broken
    ///   - gap: how many blanks stand between two
    ///   - label: what they are
    ///   - indentation: how far all lines but the first stand to the right, or all if it is given
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
    ///
    /// - Parameter line: the line after the mark
    public mutating func show(_ line: Line) {
        var marked = Line(mark, .tool)
        marked.append(line)
        lines.append(marked)
    }

    /// Adds `error: …`, and `hint: …` if there is one.
    ///
    /// - Parameters:
    ///   - message: what is wrong, in lower case and without a full stop
    ///   - hint: what to do about it
    public mutating func fail(_ message: String, hint: String? = nil) {
        say("error: " + message, .error)
        if let hint { say("hint: " + hint, .hint) }
    }

    /// Adds rows of two columns; the second is wrapped next to the first.
    ///
    /// - Parameters:
    ///   - rows: a word and what it means
    ///   - column: where the second column begins; nil for as far left as the words allow
    ///   - label: what the words are
    public mutating func table(
        _ rows: [(String, String)], column: Int? = nil, _ label: Label = .tool
    ) {
        let widest = rows.map { DisplayWidth.columns(of: $0.0) }.max() ?? 0
        let column = column ?? min(widest, max(width / 2 - 4, 8)) + 2
        for (word, meaning) in rows { row(word, meaning, column: column, label) }
    }

    private mutating func row(_ word: String, _ meaning: String, column: Int, _ label: Label) {
        let texts = Wrapping.lines(of: meaning, width: width - mark.count - column)
        let used = DisplayWidth.columns(of: word)
        guard used + 2 <= column else {
            lines.append(marked(word, label))
            for text in texts where !text.isEmpty {
                lines.append(marked(Page.blanks(column) + text, .tool))
            }
            return
        }
        for (index, text) in texts.enumerated() {
            var line = Line(mark, .tool)
            line.append(index == 0 ? word : "", label)
            let padding = Page.blanks(index == 0 ? column - used : column)
            line.append(text.isEmpty ? "" : padding + text, .tool)
            lines.append(line)
        }
    }

    private func marked(_ text: String, _ label: Label) -> Line {
        guard !text.isEmpty else { return Line(String(mark.prefix(1)), .tool) }
        var line = Line(mark, .tool)
        line.append(text, label)
        return line
    }

    private static func blanks(_ count: Int) -> String {
        String(repeating: " ", count: max(0, count))
    }
}
