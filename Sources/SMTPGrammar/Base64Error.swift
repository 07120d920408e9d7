/// Why a text is not the base64 encoding of anything, and where.
///
///     C: AUTH PLAIN dGVzdA=
///     S: 501 5.5.2 Cannot decode base64
///
/// - SeeAlso: [RFC 4648 §3](https://www.rfc-editor.org/rfc/rfc4648#section-3)
public struct Base64Error: Error, Hashable, Codable, Sendable {
    /// The rule that the text breaks.
    public enum Reason: String, CaseIterable, Hashable, Codable, Sendable {
        /// A byte is outside the alphabet: white space, a line end, `-` or `_` of the URL form, …
        case notInAlphabet
        /// An `=` comes before the end, or there are more than two.
        case paddingInside
        /// The length is not a multiple of four: characters or padding are missing, or there are
        /// too many.
        case incompleteQuantum
        /// Bits that do not belong to any octet are not zero, so two texts would mean the same.
        case trailingBits
    }

    /// The rule that the text breaks.
    public let reason: Reason

    /// Where in the text, in bytes from zero; the length of the text if its end is what is wrong.
    public let offset: Int

    /// Creates an error.
    public init(_ reason: Reason, offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}
