import OctetText
import SMTPGrammar
import SMTPScript
import SMTPSession

/// A line of the client with a caret under the octet where it departs from the grammar.
///
///     MAIL FROM: <ann@client.example>
///               ^ no space is allowed after the colon
package struct CaretPicture: Hashable, Sendable {
    /// The line and the place.
    package let caret: Caret
    /// What was expected.
    package let explanation: String

    private static let width = 72

    /// A picture.
    package init(line octets: [UInt8], offset: Int, explanation: String) {
        caret = Caret(in: octets, at: offset)
        self.explanation = explanation
    }

    /// A picture of a refused line.
    init(line: [UInt8], _ fault: SyntaxError) {
        self.init(line: line, offset: fault.offset, explanation: fault.explanation)
    }

    /// The line, what does not show as itself escaped; of a long one the part around the caret.
    package var line: String { caret.clipped(to: CaretPicture.width).line }

    /// How many columns are before the caret.
    package var column: Int { caret.clipped(to: CaretPicture.width).column }

    /// The two lines of the picture.
    package var lines: [String] {
        [line, String(repeating: " ", count: column) + "^ " + explanation]
    }
}
