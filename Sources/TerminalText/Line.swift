import OctetText

/// One line for the terminal: runs of text, each with a label.
///
///     var line = Line("S: ", .serverMark)
///     line.append("550", .serverCode(550))
///     line.append(" 5.1.1 No such user", .serverText)
///
/// A line contains no colours and no escape codes. `Theme` gives it colours, and makes visible any
/// control characters in its text.
public struct Line: Hashable, Codable, Sendable {
    /// A piece of a line with one label.
    public struct Run: Hashable, Codable, Sendable {
        /// The text.
        public var text: String

        /// What the text is.
        public var label: Label

        /// Creates a run.
        ///
        /// - Parameters:
        ///   - text: The text.
        ///   - label: What the text is.
        public init(_ text: String, _ label: Label) {
            self.text = text
            self.label = label
        }
    }

    /// The pieces from left to right; none is empty, and no two neighbours have the same label.
    public private(set) var runs: [Run] = []

    /// Creates a line without text.
    public init() {}

    /// Creates a line of one run.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - label: What the text is.
    public init(_ text: String, _ label: Label = .plain) {
        append(text, label)
    }

    /// Adds text at the end.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - label: What the text is.
    public mutating func append(_ text: String, _ label: Label) {
        guard !text.isEmpty else { return }
        guard runs.last?.label != label else {
            runs[runs.count - 1].text += text
            return
        }
        runs.append(Run(text, label))
    }

    /// Adds foreign bytes, made visible.
    ///
    /// - Parameters:
    ///   - untrusted: Any bytes.
    ///   - label: What the bytes are.
    public mutating func append(untrusted: [UInt8], _ label: Label) {
        append(EscapedText.shown(untrusted), label)
    }

    /// Adds another line's runs at the end.
    ///
    /// - Parameter other: The other line.
    public mutating func append(_ other: Line) {
        for run in other.runs {
            append(run.text, run.label)
        }
    }

    /// The text without labels, as given.
    public var text: String { runs.map(\.text).joined() }

    /// How many columns of the terminal the line takes.
    public var columns: Int { DisplayWidth.columns(of: text) }
}

extension Line: ExpressibleByStringLiteral {
    /// Creates a line of plain text.
    ///
    /// - Parameter value: The text.
    public init(stringLiteral value: String) {
        self.init(value, .plain)
    }
}
