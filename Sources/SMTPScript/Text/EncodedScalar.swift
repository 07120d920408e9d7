/// A Unicode scalar and the bytes it takes in UTF-8.
struct EncodedScalar {
    var scalar: Unicode.Scalar
    var length: Int

    /// The scalar that begins at an index, or `nil` if no well-formed UTF-8 begins there.
    init?(in bytes: ArraySlice<UInt8>, at index: Int) {
        let lead = UInt32(bytes[index])
        guard let length = Self.length(lead: lead), index + length <= bytes.endIndex else {
            return nil
        }
        var value = length == 1 ? lead : lead & (0xFF >> UInt32(length + 1))
        for byte in bytes[(index + 1)..<(index + length)] {
            guard byte & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        // An overlong form would be a second spelling of the same scalar.
        let least: [UInt32] = [0, 0, 0x80, 0x800, 0x10000]
        guard value >= least[length], let scalar = Unicode.Scalar(value) else { return nil }
        self.scalar = scalar
        self.length = length
    }

    private static func length(lead: UInt32) -> Int? {
        switch lead {
        case 0x00..<0x80: 1
        case 0xC2..<0xE0: 2
        case 0xE0..<0xF0: 3
        case 0xF0..<0xF5: 4
        default: nil
        }
    }

    /// The index of the first byte that is not part of well-formed UTF-8, if there is one.
    static func firstMalformedIndex(in bytes: ArraySlice<UInt8>) -> Int? {
        guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
        var index = bytes.startIndex
        while index < bytes.endIndex, let scalar = Self(in: bytes, at: index) {
            index += scalar.length
        }
        return index
    }
}

extension Unicode.Scalar {
    /// Whether the scalar shows as itself and moves nothing: no control, no invisible format
    /// character, no line separator, no unassigned or private code.
    package var isVisible: Bool {
        if value < 0x7F { return value >= 0x20 }
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator:
            return false
        default:
            return true
        }
    }
}
