import SMTPGrammar
import SMTPScript
import SMTPSession

/// A line of the client with a caret under the octet where it departs from the grammar.
///
///     MAIL FROM: <ann@client.example>
///               ^ no space is allowed after the colon
public struct CaretPicture: Hashable, Sendable {
    /// The line, control characters visible; of a long one the part around the caret.
    public let line: String
    /// How many characters stand before the caret.
    public let column: Int
    /// What was expected.
    public let explanation: String

    private static let width = 72
    private static let lead = 40

    /// A picture.
    ///
    /// - Parameters:
    ///   - octets: the client's octets without their line end
    ///   - offset: where it departs, in octets from 0
    ///   - explanation: what was expected
    public init(line octets: [UInt8], offset: Int, explanation: String) {
        let place = min(max(0, offset), octets.count)
        let before = Array(VisibleText.of(octets[..<place]))
        let behind = Array(VisibleText.of(octets[place...]))
        let isClippedBefore = before.count > CaretPicture.lead
        let head = isClippedBefore ? ["…"] + before.suffix(CaretPicture.lead - 1) : before
        let room = CaretPicture.width - head.count
        let tail = behind.count > room ? behind.prefix(room - 1) + ["…"] : behind[...]
        line = String(head + tail)
        column = head.count
        self.explanation = explanation
    }

    /// A picture of a refused line.
    init(line: [UInt8], _ fault: SyntaxError) {
        self.init(line: line, offset: fault.offset, explanation: fault.explanation)
    }

    /// The two lines of the picture.
    public var lines: [String] {
        [line, String(repeating: " ", count: column) + "^ " + explanation]
    }
}
