import SMTPGrammar

extension LinePattern {
    /// Whether octets mean themselves in a pattern: printable ASCII without `{{` and `[[`.
    package static func isLiteral(_ octets: Span<UInt8>) -> Bool {
        octets.withUnsafeBytes { text in
            guard text.count >= 8 else { return text.allSatisfy(isOrdinary) }
            for offset in stride(from: 0, to: text.count - 7, by: 8) {
                guard areOrdinary(text, at: offset) else { return isLiteral(text) }
            }
            return areOrdinary(text, at: text.count - 8) || isLiteral(text)
        }
    }

    /// Whether eight octets are printable ASCII, and none an opening bracket.
    @inline(__always)
    private static func areOrdinary(_ text: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let octets = text.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        // The highest bit of an octet is set by one below 0x20, one above 0x7E, and one that becomes zero. What is
        // carried beyond an octet comes from one of these.
        let unprintable = octets | (octets &- ones * 0x20) | (octets &+ ones)
        // `{` is `[` with this bit set.
        let brackets = (octets | ones * 0x20) ^ ones * 0x7B
        return (unprintable | ((brackets &- ones) & ~brackets)) & ones * 0x80 == 0
    }

    private static func isOrdinary(_ octet: UInt8) -> Bool {
        ASCIISet.printable.contains(octet) && octet | 0x20 != UInt8(ascii: "{")
    }

    private static func isLiteral(_ text: UnsafeRawBufferPointer) -> Bool {
        var before: UInt8 = 0
        return text.allSatisfy { octet in
            defer { before = octet }
            return isOrdinary(octet) || ASCIISet.printable.contains(octet) && octet != before
        }
    }
}
