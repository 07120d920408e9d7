import OctetText
import SMTPGrammar
import SMTPScript
import SMTPSession

/// A line of the client with a caret under the octet where it departs from the grammar.
///
///     MAIL FROM: <ann@client.example>
///               ^ no space is allowed after the colon
public struct CaretPicture: Hashable, Sendable {
    /// The line and the place.
    package let caret: Caret
    /// What was expected.
    public let explanation: String

    private static let width = 72

    /// A picture.
    ///
    /// - Parameters:
    ///   - octets: the client's octets without their line end
    ///   - offset: where it departs, in octets from 0
    ///   - explanation: what was expected
    public init(line octets: [UInt8], offset: Int, explanation: String) {
        caret = Caret(in: octets, at: offset)
        self.explanation = explanation
    }

    /// A picture of a refused line.
    init(line: [UInt8], _ fault: SyntaxError) {
        self.init(line: line, offset: fault.offset, explanation: fault.explanation)
    }

    /// The line, what does not show as itself escaped; of a long one the part around the caret.
    public var line: String { caret.clipped(to: CaretPicture.width).line }

    /// How many columns are before the caret.
    public var column: Int { caret.clipped(to: CaretPicture.width).column }

    /// The two lines of the picture.
    public var lines: [String] {
        [line, String(repeating: " ", count: column) + "^ " + explanation]
    }
}
