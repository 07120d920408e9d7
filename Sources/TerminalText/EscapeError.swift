/// Why a backslash does not begin an escape, and where it stands.
public struct EscapeError: Error, Hashable, Sendable {
    /// The rule that the escape breaks.
    public enum Reason: String, CaseIterable, Hashable, Sendable {
        /// No escape begins with this character.
        case unknown
        /// `\x` needs two hexadecimal digits.
        case needsTwoDigits
        /// `\u` needs one to six hexadecimal digits in braces.
        case needsBraces
        /// The number is not a Unicode character: a surrogate, or above `10ffff`.
        case notCharacter
    }

    /// The rule that the escape breaks.
    public let reason: Reason

    /// Where the backslash stands, in bytes of UTF-8 from zero.
    public let offset: Int

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - reason: The rule that the escape breaks.
    ///   - offset: Where the backslash stands, in bytes of UTF-8 from zero.
    public init(_ reason: Reason, offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}
