import CLineEdit
import SystemCalls

/// Writes to the terminal around libedit, which knows of none of it.
struct Screen {
    /// False on a terminal that obeys no escape sequences: then none are written.
    let usesEscapes: Bool

    var columns: Int { Descriptor.standardOutput.size?.columns ?? 80 }
    var rows: Int { Descriptor.standardOutput.size?.rows ?? 24 }

    func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return }
            cline_write(start, bytes.count)
        }
    }

    /// Goes from the cursor of an edited line to the left edge of its first row, and clears from there.
    func eraseLine(cursor: DisplayPosition) {
        guard usesEscapes else {
            write("\n")
            return
        }
        let up = cursor.row > 0 ? "\u{1B}[\(cursor.row)A" : ""
        write("\(up)\r\u{1B}[J")
    }

    /// Goes from the cursor of an edited line to the row below its last.
    func leaveLine(cursor: DisplayPosition, end: DisplayPosition) {
        write(String(repeating: "\n", count: end.row - cursor.row + 1))
    }
}

/// The text before a line that is being typed, such as `C: `.
package struct Prompt: Hashable, Sendable {
    /// A part of a prompt, in one style.
    package struct Part: Hashable, Sendable {
        /// The visible text, with no control characters.
        package let text: String

        /// Parameters of the terminal's Select Graphic Rendition, such as `1;36` for bold cyan.
        ///
        /// Digits and semicolons only; empty for plain text.
        package let style: String

        /// Leaves control characters out of the text, and takes any other style for none.
        package init(_ text: String, style: String = "") {
            self.text = String(
                String.UnicodeScalarView(text.unicodeScalars.filter(\.isPrintable)))
            let isParameters = style.utf8.allSatisfy { $0 == 0x3B || (0x30...0x39).contains($0) }
            self.style = isParameters ? style : ""
        }
    }

    /// The parts, of which the last ends with a space.
    package let parts: [Part]

    /// The visible text, one line.
    package var text: String { parts.map(\.text).joined() }

    /// A prompt of parts; a space is added if there is none at the end.
    package init(_ parts: [Part]) {
        let endsWell = parts.last?.text.hasSuffix(" ") ?? false
        self.parts = endsWell ? parts : parts + [Part(" ")]
    }

    /// A prompt in one style.
    package init(_ text: String, style: String = "") {
        let ended = text.hasSuffix(" ") ? text : text + " "
        self.init([Part(ended, style: style)])
    }

    /// The prompt without its styles.
    var plain: Prompt { Prompt(text) }

    /// The prompt with its escape sequences, each enclosed in `mark`.
    ///
    /// libedit takes a sequence for a part of the character after it. So there is one, at most, before each:
    /// between two parts, the reset and the next style are one. And the last space stands after the last
    /// reset, which would be lost at the very end, so that the colour ran on into the line.
    func escaped(mark: String) -> String {
        var shown = ""
        var sequence = ""
        for (index, part) in parts.enumerated() {
            let isLast = index == parts.count - 1
            if !part.style.isEmpty { sequence += "\u{1B}[\(part.style)m" }
            let text = isLast ? part.text.dropLast() : part.text[...]
            if !text.isEmpty, !sequence.isEmpty {
                shown += mark + sequence + mark
                sequence = ""
            }
            shown += text
            if !part.style.isEmpty { sequence += "\u{1B}[0m" }
        }
        return shown + (sequence.isEmpty ? "" : mark + sequence + mark) + " "
    }
}

/// The terminal, apart from the lines typed on it.
package enum Terminal {
    /// On a signal caused by a bug, restores the terminal, writes a line to standard error, and ends the
    /// process with a status.
    package static func endOnBug(saying sentence: StaticString, status: Int32) {
        sentence.withUTF8Buffer { octets in
            octets.withMemoryRebound(to: CChar.self) { text in
                // A static string ends with a NUL, and stays.
                if let start = text.baseAddress { cline_guard_bugs(start, status) }
            }
        }
    }

    /// Whether Ctrl-C was pressed since the last line was read from the terminal.
    ///
    /// Long work looks at it now and then. A second Ctrl-C ends the process.
    package static var isInterrupted: Bool { cline_guard_is_interrupted() }

    /// Whether the terminal understands no escape sequences: `TERM` is `dumb`, empty or unset.
    package static var isDumb: Bool { ThisProcess.environment("TERM") ?? "dumb" == "dumb" }
}
