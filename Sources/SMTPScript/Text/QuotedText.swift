/// Bytes as text in double quotes, with escapes: the notation of `C+` lines.
///
///     "NOOP\r\n"   "\x00\xFF"   "caf\u{E9}"   "a \"quoted\" word"
///
/// The escapes are `\r \n \t \0 \\ \"`, `\xHH` for one byte, and `\u{…}` for a scalar of 1 to 6
/// hexadecimal digits, which stands for its bytes in UTF-8. Any other character stands for its own
/// bytes in UTF-8.
public enum QuotedText {
    /// Reads quoted text.
    ///
    /// - Parameter text: The text with its quotes, and nothing around them.
    /// - Returns: The bytes it stands for.
    /// - Throws: ``LineFault`` at the place where it is wrong.
    public static func decode(_ text: String) throws(LineFault) -> [UInt8] {
        var cursor = LineCursor(text)
        guard cursor.take("\"") else { throw cursor.fault("expected text in double quotes") }
        let bytes = try decode(&cursor)
        guard cursor.isAtEnd else { throw cursor.fault("expected nothing after the closing `\"`") }
        return bytes
    }

    /// Writes bytes as quoted text, readable where they are.
    ///
    /// What is printable UTF-8 stays as it is; control characters, invisible and direction-changing
    /// characters and bytes that are not UTF-8 become escapes. ``decode(_:)`` reverses it exactly.
    ///
    /// - Parameter bytes: Any bytes.
    /// - Returns: The text with its quotes, free of line ends and control characters.
    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        let bytes = Array(bytes)[...]
        var text = "\""
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if let encoded = EncodedScalar(in: bytes, at: index) {
                text += escaped(encoded.scalar)
                index += encoded.length
            } else {
                text += "\\x" + hexadecimal(bytes[index])
                index += 1
            }
        }
        return text + "\""
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\r": "\\r"
        case "\n": "\\n"
        case "\t": "\\t"
        case "\0": "\\0"
        case "\\": "\\\\"
        case "\"": "\\\""
        case _ where scalar.isVisible: String(scalar)
        case _ where scalar.value < 0x80: "\\x" + hexadecimal(UInt8(scalar.value))
        default: "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        }
    }
}
