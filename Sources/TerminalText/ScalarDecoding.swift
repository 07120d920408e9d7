/// Reads one character of UTF-8 that is not ASCII, strictly.
///
/// Overlong forms, surrogates and numbers above U+10FFFF are not UTF-8 (RFC 3629 §3): to a decoder
/// that accepts them, bytes would mean something else than to this one.
///
/// - Parameters:
///   - offset: Where it begins.
///   - bytes: The bytes.
/// - Returns: The character and its length in bytes; nil if there is none.
func decodeScalar(at offset: Int, in bytes: Span<UInt8>) -> (Unicode.Scalar, length: Int)? {
    let lead = bytes[offset]
    let length: Int
    let least: UInt32
    switch lead {
    case 0xC2...0xDF: (length, least) = (2, 0x80)
    case 0xE0...0xEF: (length, least) = (3, 0x800)
    case 0xF0...0xF4: (length, least) = (4, 0x10000)
    default: return nil
    }
    guard offset + length <= bytes.count else { return nil }
    var value = UInt32(lead & 0x7F >> UInt8(length))
    for position in offset + 1..<offset + length {
        guard bytes[position] & 0xC0 == 0x80 else { return nil }
        value = value << 6 | UInt32(bytes[position] & 0x3F)
    }
    guard value >= least, let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, length)
}
