import OctetText

/// One line for the terminal: runs of text, each with a label.
///
///     var line = Line("S: ", .serverMark)
///     line.append("550", .serverCode(550))
///     line.append(" 5.1.1 No such user", .serverText)
///
/// A line contains no colours and no escape codes. `Theme` gives it colours, and makes visible any
/// control characters in its text.
package struct Line: Hashable, Codable, Sendable {
    /// A piece of a line with one label.
    package struct Run: Hashable, Codable, Sendable {
        package var text: String
        package var label: Label

        package init(_ text: String, _ label: Label) {
            self.text = text
            self.label = label
        }
    }

    /// The pieces from left to right; none is empty, and no two neighbours have the same label.
    package private(set) var runs: [Run] = []

    package init() {}

    package init(_ text: String, _ label: Label = .plain) {
        append(text, label)
    }

    /// Adds text at the end.
    package mutating func append(_ text: String, _ label: Label) {
        guard !text.isEmpty else { return }
        guard runs.last?.label != label else {
            runs[runs.count - 1].text += text
            return
        }
        runs.append(Run(text, label))
    }

    /// Adds foreign bytes, made visible.
    package mutating func append(untrusted: [UInt8], _ label: Label) {
        append(EscapedText.shown(untrusted), label)
    }

    /// Adds another line's runs at the end.
    package mutating func append(_ other: Line) {
        for run in other.runs { append(run.text, run.label) }
    }

    /// The text without labels, as given.
    package var text: String { runs.map(\.text).joined() }

    /// How many columns of the terminal the line takes.
    package var columns: Int { DisplayWidth.columns(of: text) }
}

extension Line: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) { self.init(value) }
}
