extension Sanitizer {
    /// Reads text with escapes: `\r \n \t \0 \xHH \u{…} \\ \"`.
    ///
    /// - Parameter text: Text, with or without escapes; other characters stand for their UTF-8.
    /// - Returns: The bytes.
    /// - Throws: `EscapeError` for a backslash that begins none of these.
    public static func unescape(_ text: String) throws(EscapeError) -> [UInt8] {
        var unescaping = Unescaping(Array(text.utf8))
        return try unescaping.run()
    }
}
