import SMTPGrammar
import TerminalText

/// A line of the client with a caret under the octet that does not fit.
///
///     #~      MAIL FROM: <a@b>
///     #~                ^ no space is allowed after the colon
public struct CaretPicture: Hashable, Sendable {
    /// The line as it is shown.
    public let text: String
    /// How many columns stand before the caret.
    public let column: Int

    /// How many octets before and behind the fault are shown of a long line.
    private static let reach = 40

    /// A picture of a line.
    ///
    /// - Parameters:
    ///   - line: the line's octets, without its line end
    ///   - offset: where the fault is, in octets from 0; at most the line's length
    public init(_ line: [UInt8], at offset: Int) {
        let offset = max(0, min(offset, line.count))
        let start = offset > CaretPicture.reach ? offset - CaretPicture.reach : 0
        let end = min(line.count, offset + CaretPicture.reach)
        let before = (start > 0 ? "…" : "") + Sanitizer.visible(line[start..<offset])
        let behind = Sanitizer.visible(line[offset..<end]) + (end < line.count ? "…" : "")
        text = before + behind
        column = TerminalWidth.columns(of: before)
    }

    /// The caret behind its blanks.
    public var caret: String { String(repeating: " ", count: column) + "^" }
}
