import SMTPGrammar

/// Base64 as the original reads it: what precedes the first error counts, and errors are ignored.
///
/// `Base64` in SMTPGrammar is strict, as it must be; this one exists only to match the original.
enum ForgivingBase64 {
    /// The octets before the first error; line ends within the text are skipped.
    static func decode(_ text: [UInt8]) -> [UInt8] {
        var octets: [UInt8] = []
        var sextets: [UInt8] = []
        for (offset, character) in text.enumerated() {
            if character == ASCII.carriageReturn || character == ASCII.lineFeed { continue }
            guard let sextet = sextet(character) else {
                if character == ASCII.equals, isPadded(sextets.count, text[(offset + 1)...]) {
                    octets += joined(sextets)
                }
                return octets
            }
            sextets.append(sextet)
            guard sextets.count == 4 else { continue }
            octets += joined(sextets)
            sextets.removeAll(keepingCapacity: true)
        }
        return octets
    }

    /// After two characters, a second `=` must follow the first; after three, none must.
    private static func isPadded(_ count: Int, _ rest: ArraySlice<UInt8>) -> Bool {
        let next = rest.first { $0 != ASCII.carriageReturn && $0 != ASCII.lineFeed }
        return count == 3 || count == 2 && next == ASCII.equals
    }

    /// The whole octets of two, three or four sextets.
    private static func joined(_ sextets: [UInt8]) -> [UInt8] {
        let bits = sextets.reduce(UInt32(0)) { $0 << 6 | UInt32($1) }
        let left = bits << UInt32(6 * (4 - sextets.count))
        return (1..<sextets.count).map { UInt8(truncatingIfNeeded: left >> UInt32(24 - 8 * $0)) }
    }

    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static func sextet(_ character: UInt8) -> UInt8? {
        alphabet.firstIndex(of: character).map(UInt8.init)
    }
}
