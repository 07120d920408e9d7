extension Sanitizer {
    /// Makes the beginning and the end of bytes visible, and says how many were left out between.
    ///
    ///     Subject: a lon… (1,234 bytes) …the end\r\n
    ///
    /// A UTF-8 character is not cut in two; it is counted among what is left out.
    ///
    /// - Parameters:
    ///   - bytes: Any bytes.
    ///   - limit: How many bytes to show at most, at least 0. A quarter of them, but no more than 16,
    ///     is the end. If there are no more bytes than that, all are shown.
    /// - Returns: Text of printable characters.
    public static func visible(_ bytes: [UInt8], limit: Int) -> String {
        visible(bytes.span, limit: limit)
    }

    /// Makes the beginning and the end of bytes visible, and says how many were left out between.
    ///
    /// - Parameters:
    ///   - bytes: Any bytes.
    ///   - limit: How many bytes to show at most, at least 0.
    /// - Returns: Text of printable characters.
    public static func visible(_ bytes: Span<UInt8>, limit: Int) -> String {
        guard bytes.count > max(limit, 0) else { return visible(bytes) }
        let tail = min(max(limit, 0) / 4, 16)
        let end = characterStart(before: max(limit, 0) - tail, in: bytes)
        let start = characterStart(after: bytes.count - tail, in: bytes)
        let head = visible(bytes.extracting(0..<end))
        let rest = visible(bytes.extracting(start..<bytes.count))
        return "\(head)… (\(grouped(start - end)) bytes) …\(rest)"
    }

    /// Goes back to where a character begins; three steps are enough, or it is not UTF-8.
    private static func characterStart(before offset: Int, in bytes: Span<UInt8>) -> Int {
        var start = offset
        while start > max(0, offset - 3), bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return start
    }

    /// Goes forward to where a character begins; three steps are enough, or it is not UTF-8.
    private static func characterStart(after offset: Int, in bytes: Span<UInt8>) -> Int {
        var start = offset
        while start < min(bytes.count, offset + 3), bytes[start] & 0xC0 == 0x80 { start += 1 }
        return start
    }

    /// Writes a number with a comma before each three digits.
    private static func grouped(_ number: Int) -> String {
        var text = ""
        let digits = String(number)
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }
}
