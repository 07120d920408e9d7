extension QuotedText {
    /// Reads quoted text from behind its opening quote through its closing quote.
    package static func decode(_ cursor: inout LineCursor) throws(LineFault) -> [UInt8] {
        var bytes: [UInt8] = []
        while let byte = cursor.next() {
            switch byte {
            case UInt8(ascii: "\""): return bytes
            case UInt8(ascii: "\\"): bytes += try escape(&cursor)
            default: bytes.append(byte)
            }
        }
        throw cursor.fault("expected the closing `\"`")
    }

    /// Reads an escape from behind its backslash; errors point to the backslash.
    private static func escape(_ cursor: inout LineCursor) throws(LineFault) -> [UInt8] {
        let start = cursor.offset - 1
        switch cursor.next() {
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "0"): return [0x00]
        case UInt8(ascii: "\\"): return [UInt8(ascii: "\\")]
        case UInt8(ascii: "\""): return [UInt8(ascii: "\"")]
        case UInt8(ascii: "x"): return [try byte(&cursor, start: start)]
        case UInt8(ascii: "u"): return Array(String(try scalar(&cursor, start: start)).utf8)
        default:
            throw LineFault(
                at: start, "expected an escape: one of \\r \\n \\t \\0 \\xHH \\u{…} \\\\ \\\"")
        }
    }

    /// Reads the two digits of `\xHH`.
    static func byte(_ cursor: inout LineCursor, start: Int) throws(LineFault) -> UInt8 {
        guard let high = cursor.next()?.hexadecimalValue, let low = cursor.next()?.hexadecimalValue
        else { throw LineFault(at: start, "expected two hexadecimal digits after `\\x`") }
        return UInt8(high << 4 | low)
    }

    /// Reads the braces of `\u{…}`.
    static func scalar(_ cursor: inout LineCursor, start: Int) throws(LineFault) -> Unicode.Scalar {
        guard cursor.take("{") else { throw LineFault(at: start, "expected `{` after `\\u`") }
        let digits = cursor.take { $0.hexadecimalValue != nil }
        guard (1...6).contains(digits.count), cursor.take("}") else {
            throw LineFault(at: start, "expected 1 to 6 hexadecimal digits and `}` after `\\u{`")
        }
        let value = digits.reduce(UInt32(0)) { $0 << 4 | ($1.hexadecimalValue ?? 0) }
        guard let scalar = Unicode.Scalar(value) else {
            throw LineFault(at: start, "expected a Unicode scalar, which this number is not")
        }
        return scalar
    }
}
