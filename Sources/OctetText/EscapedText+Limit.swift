extension EscapedText {
    /// The beginning and the end of octets for the eye, and how many were left out between.
    ///
    ///     Subject: a lon… (1,234 bytes) …the end\r\n
    ///
    /// A UTF-8 character is not cut in two; it counts as left out.
    package static func shown(_ octets: [UInt8], limit: Int) -> String {
        let limit = max(limit, 0)
        guard octets.count > limit else { return shown(octets) }
        let tail = min(limit / 4, 16)
        let end = characterStart(limit - tail, in: octets, step: -1)
        let start = characterStart(octets.count - tail, in: octets, step: 1)
        let missing = grouped(start - end)
        return "\(shown(octets[..<end]))… (\(missing) bytes) …\(shown(octets[start...]))"
    }

    /// Goes to where a character begins; three steps are enough, or it is not UTF-8.
    private static func characterStart(_ offset: Int, in octets: [UInt8], step: Int) -> Int {
        var start = offset
        while abs(start - offset) < 3, octets.indices.contains(start), octets[start] & 0xC0 == 0x80,
            start + step >= 0
        { start += step }
        return start
    }

    /// A number with a comma before each three digits.
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
