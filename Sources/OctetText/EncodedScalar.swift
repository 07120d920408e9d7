/// A Unicode scalar and how many octets of UTF-8 it takes.
package struct EncodedScalar: Hashable, Sendable {
    /// The scalar.
    package let scalar: Unicode.Scalar
    /// How many octets it takes, 1 to 4.
    package let length: Int

    /// The scalar that begins at an offset; nil if no well-formed UTF-8 begins there.
    ///
    /// Overlong forms, surrogates and numbers above U+10FFFF are not UTF-8 (RFC 3629 §3): to a
    /// decoder that takes them, octets would mean something else than to this one.
    package init?(at offset: Int, in octets: Span<UInt8>) {
        let lead = octets[offset]
        let least: UInt32
        switch lead {
        case 0x00...0x7F: (length, least) = (1, 0)
        case 0xC2...0xDF: (length, least) = (2, 0x80)
        case 0xE0...0xEF: (length, least) = (3, 0x800)
        case 0xF0...0xF4: (length, least) = (4, 0x10000)
        default: return nil
        }
        guard offset + length <= octets.count else { return nil }
        var value = UInt32(length == 1 ? lead : lead & 0x7F >> UInt8(length))
        for position in offset + 1..<offset + length {
            guard octets[position] & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(octets[position] & 0x3F)
        }
        guard value >= least, let scalar = Unicode.Scalar(value) else { return nil }
        self.scalar = scalar
    }

    /// Where the first octet is that is not part of well-formed UTF-8; nil if there is none.
    package static func firstMalformedOffset(in octets: Span<UInt8>) -> Int? {
        var offset = 0
        while offset < octets.count {
            guard let encoded = EncodedScalar(at: offset, in: octets) else { return offset }
            offset += encoded.length
        }
        return nil
    }
}
