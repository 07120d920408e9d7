/// Makes any bytes visible and safe to print.
///
///     EHLO x\r250 fake \x1b[2J \u{202e}
///
/// What a peer sends could clear the screen, forge a line, turn the text's direction or hide part of
/// it. So only what is seen as what it is stays: printable ASCII, and letters, marks, digits,
/// punctuation and symbols in UTF-8. Everything else is written as an escape of the script
/// language: `\r \n \t \0 \xHH \u{…}`. Invalid UTF-8 becomes `\xHH`, byte by byte.
public enum Sanitizer {
    /// What becomes of characters that are safe but have a meaning in escaped text.
    public enum Mode: String, CaseIterable, Hashable, Codable, Sendable {
        /// For the eye: a tab, a backslash and a quotation mark stay as they are.
        case display
        /// For a script: they are escaped, so that `unescape` gives the same bytes again.
        case reversible
    }

    /// Makes bytes visible, in linear time.
    ///
    /// - Parameters:
    ///   - bytes: Any bytes.
    ///   - mode: Whether the text is for the eye or must be reversible.
    /// - Returns: Text of printable characters.
    public static func visible(_ bytes: Span<UInt8>, mode: Mode = .display) -> String {
        var escaping = Escaping(mode: mode)
        escaping.append(bytes)
        return escaping.text
    }

    /// Makes bytes visible, in linear time.
    ///
    /// - Parameters:
    ///   - bytes: Any bytes.
    ///   - mode: Whether the text is for the eye or must be reversible.
    /// - Returns: Text of printable characters.
    public static func visible(_ bytes: [UInt8], mode: Mode = .display) -> String {
        visible(bytes.span, mode: mode)
    }

    /// Makes bytes visible, in linear time.
    ///
    /// - Parameters:
    ///   - bytes: Any bytes.
    ///   - mode: Whether the text is for the eye or must be reversible.
    /// - Returns: Text of printable characters.
    public static func visible(_ bytes: ArraySlice<UInt8>, mode: Mode = .display) -> String {
        visible(bytes.span, mode: mode)
    }

    /// Makes a text visible, in linear time; doing it twice changes nothing more.
    ///
    /// - Parameter text: Any text.
    /// - Returns: Text of printable characters.
    public static func visible(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { return text }
        return visible(Array(text.utf8))
    }

    /// Escapes bytes so that `unescape` gives them again: what stands between the quotation marks of
    /// a script's `C+` line.
    ///
    /// - Parameter bytes: Any bytes.
    /// - Returns: Text of printable characters.
    public static func escaped(_ bytes: [UInt8]) -> String {
        visible(bytes, mode: .reversible)
    }
}
