/// Looks for line ends and for octets that no command may hold, many octets at a time.
public enum LineScanner {
    /// The first LF at or behind an offset, or nil.
    ///
    /// - Parameters:
    ///   - octets: where to look
    ///   - start: the offset to begin at
    /// - Returns: the offset of the LF
    public static func firstLineFeed(_ octets: Span<UInt8>, from start: Int) -> Int? {
        octets.withUnsafeBytes { text in
            var offset = start
            while offset + 8 <= text.count {
                let word = text.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                let found = zeroOctets(UInt64(littleEndian: word) ^ repeated(ASCII.lineFeed))
                if found != 0 { return offset + found.trailingZeroBitCount / 8 }
                offset += 8
            }
            while offset < text.count {
                if text[offset] == ASCII.lineFeed { return offset }
                offset += 1
            }
            return nil
        }
    }

    /// The first octet that is neither printable ASCII nor a tab, or nil.
    ///
    /// - Parameter octets: a command line without its line end
    /// - Returns: the offset of the octet
    public static func firstForbidden(_ octets: Span<UInt8>) -> Int? {
        octets.withUnsafeBytes { text in
            var offset = 0
            while offset + 8 <= text.count {
                let word = text.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                if isSuspicious(word) { break }
                offset += 8
            }
            while offset < text.count {
                let octet = text[offset]
                if !ASCIISet.printable.contains(octet), octet != ASCII.tab { return offset }
                offset += 1
            }
            return nil
        }
    }

    /// Whether an octet is below 32, is 127, or is above it.
    private static func isSuspicious(_ word: UInt64) -> Bool {
        let below = (word &- repeated(0x20)) & ~word
        let delete = zeroOctets(word ^ repeated(ASCII.delete))
        return (below | word) & repeated(0x80) != 0 || delete != 0
    }

    /// The highest bit of each octet that is 0; bits behind the first such octet may be wrong.
    private static func zeroOctets(_ word: UInt64) -> UInt64 {
        (word &- repeated(0x01)) & ~word & repeated(0x80)
    }

    private static func repeated(_ octet: UInt8) -> UInt64 { UInt64(octet) &* 0x0101_0101_0101_0101 }
}
