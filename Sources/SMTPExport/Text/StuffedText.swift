/// Message text as DATA sends it: a dot before each line that begins with one, and a lone dot at the end.
///
/// - SeeAlso: [RFC 5321 §4.5.2](https://www.rfc-editor.org/rfc/rfc5321#section-4.5.2)
enum StuffedText {
    private static let dot = UInt8(ascii: ".")
    private static let end = Array(".\r\n".utf8)

    /// The text with dots stuffed and the dot that ends it; CR LF is added where it does not end a line.
    static func stuffed(_ text: [UInt8]) -> [UInt8] {
        var stuffed: [UInt8] = []
        stuffed.reserveCapacity(text.count + 8)
        var isAtStart = true
        for (index, octet) in text.enumerated() {
            if isAtStart, octet == dot { stuffed.append(dot) }
            stuffed.append(octet)
            isAtStart = octet == 0x0A && index > 0 && text[index - 1] == 0x0D
        }
        return stuffed + (isAtStart ? [] : [0x0D, 0x0A]) + end
    }

    /// The text without stuffing; nil if a lone dot does not end it.
    static func unstuffed(_ text: [UInt8]) -> [UInt8]? {
        guard text == end || text.suffix(5) == [0x0D, 0x0A] + end else { return nil }
        var unstuffed: [UInt8] = []
        unstuffed.reserveCapacity(text.count)
        var isAtStart = true
        let content = text.dropLast(3)
        for (index, octet) in content.enumerated() {
            if !(isAtStart && octet == dot) { unstuffed.append(octet) }
            isAtStart = octet == 0x0A && index > 0 && content[index - 1] == 0x0D
        }
        return unstuffed
    }
}
