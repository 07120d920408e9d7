/// Finds line ends, and octets that no command may contain, many at a time.
public enum LineScanner {
    private typealias Vector = SIMD16<Int8>
    private typealias Mask = SIMDMask<Vector>

    /// The offset of the first LF at or after another, or nil.
    public static func firstLineFeed(_ octets: Span<UInt8>, from start: Int) -> Int? {
        first(ASCII.lineFeed, in: octets, from: start)
    }

    /// The offset of the first octet of a kind at or after another, or nil.
    @inline(__always)
    public static func first(
        _ wanted: UInt8, in octets: Span<UInt8>, from start: Int
    ) -> Int? {
        octets.withUnsafeBytes { text in
            var offset = start
            while offset + Vector.scalarCount <= text.count {
                let vector = text.loadUnaligned(fromByteOffset: offset, as: Vector.self)
                let found = words(vector .== Vector(repeating: Int8(bitPattern: wanted)))
                if found[0] != 0 { return offset + found[0].trailingZeroBitCount / 8 }
                if found[1] != 0 { return offset + found[1].trailingZeroBitCount / 8 + 8 }
                offset += Vector.scalarCount
            }
            while offset < text.count {
                if text[offset] == wanted { return offset }
                offset += 1
            }
            return nil
        }
    }

    /// The last LF between two offsets, or nil.
    static func lastLineFeed(_ text: UnsafeRawPointer, _ start: Int, _ end: Int) -> Int? {
        var offset = end
        while offset &- Vector.scalarCount >= start {
            offset &-= Vector.scalarCount
            let vector = (text + offset).loadUnaligned(as: Vector.self)
            let found = words(vector .== Vector(repeating: Int8(ASCII.lineFeed)))
            if found[1] != 0 { return offset &+ 15 &- found[1].leadingZeroBitCount / 8 }
            if found[0] != 0 { return offset &+ 7 &- found[0].leadingZeroBitCount / 8 }
        }
        while offset > start {
            offset &-= 1
            if text.load(fromByteOffset: offset, as: UInt8.self) == ASCII.lineFeed { return offset }
        }
        return nil
    }

    /// The offset of the first octet at or after another that no clean line has, or nil.
    ///
    /// That is a control character, or an octet above 126: in clean lines, the CR of the next line end.
    public static func firstUnprintable(_ octets: Span<UInt8>, from start: Int) -> Int? {
        octets.withUnsafeBytes { text in
            var offset = start
            while offset &+ Vector.scalarCount <= text.count {
                let found = unprintable(
                    text.loadUnaligned(fromByteOffset: offset, as: Vector.self))
                if found[0] != 0 { return offset &+ found[0].trailingZeroBitCount / 8 }
                if found[1] != 0 { return offset &+ found[1].trailingZeroBitCount / 8 &+ 8 }
                offset &+= Vector.scalarCount
            }
            while offset < text.count {
                if !ASCIISet.printable.contains(text[offset]) { return offset }
                offset &+= 1
            }
            return nil
        }
    }

    /// The offset of the first octet of a line that is neither printable ASCII nor a tab, or nil.
    public static func firstForbidden(_ octets: Span<UInt8>) -> Int? {
        var from = 0
        while let offset = firstUnprintable(octets, from: from) {
            guard octets[offset] == ASCII.tab else { return offset }
            from = offset + 1
        }
        return nil
    }

    /// Octets below 32, as those above 127 are when signed, and 127.
    @inline(__always)
    private static func unprintable(_ vector: Vector) -> SIMD2<UInt64> {
        let isBelow = vector .< Vector(repeating: Int8(ASCII.space))
        return words(isBelow .| (vector .== Vector(repeating: Int8(ASCII.delete))))
    }

    /// Eight bits for each lane, all set or none, the first lane lowest.
    @inline(__always)
    private static func words(_ mask: Mask) -> SIMD2<UInt64> {
        let lanes = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
        return SIMD2(UInt64(littleEndian: lanes[0]), UInt64(littleEndian: lanes[1]))
    }
}
