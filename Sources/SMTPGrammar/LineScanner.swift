/// Looks for line ends and for octets that no command may hold, many octets at a time.
public enum LineScanner {
    private typealias Vector = SIMD16<Int8>
    private typealias Mask = SIMDMask<Vector>

    /// The first LF at or behind an offset, or nil.
    ///
    /// - Parameters:
    ///   - octets: where to look
    ///   - start: the offset to begin at
    /// - Returns: the offset of the LF
    public static func firstLineFeed(_ octets: Span<UInt8>, from start: Int) -> Int? {
        octets.withUnsafeBytes { text in
            var offset = start
            while offset + Vector.scalarCount <= text.count {
                let vector = text.loadUnaligned(fromByteOffset: offset, as: Vector.self)
                let found = words(vector .== Vector(repeating: Int8(ASCII.lineFeed)))
                if found[0] != 0 { return offset + found[0].trailingZeroBitCount / 8 }
                if found[1] != 0 { return offset + found[1].trailingZeroBitCount / 8 + 8 }
                offset += Vector.scalarCount
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
            let last = text.count - Vector.scalarCount
            var offset = 0
            while offset <= last {
                if isSuspicious(text.loadUnaligned(fromByteOffset: offset, as: Vector.self)) {
                    break
                }
                // The last vector overlaps the one before it, so that no octets are left over.
                offset = offset < last ? min(offset + Vector.scalarCount, last) : text.count
            }
            while offset < text.count {
                let octet = text[offset]
                if !ASCIISet.printable.contains(octet), octet != ASCII.tab { return offset }
                offset += 1
            }
            return nil
        }
    }

    /// Whether an octet is below 32, as those above 127 are when signed, or is 127.
    private static func isSuspicious(_ vector: Vector) -> Bool {
        let isBelow = vector .< Vector(repeating: Int8(ASCII.space))
        let found = words(isBelow .| (vector .== Vector(repeating: Int8(ASCII.delete))))
        return (found[0] | found[1]) != 0
    }

    /// Eight bits for each lane, all set or none, the first lane lowest.
    private static func words(_ mask: Mask) -> SIMD2<UInt64> {
        let lanes = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
        return SIMD2(UInt64(littleEndian: lanes[0]), UInt64(littleEndian: lanes[1]))
    }
}
