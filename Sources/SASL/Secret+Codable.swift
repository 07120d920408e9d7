/// Encoding a secret loses it on purpose: a saved session must not contain passwords.
///
/// It is written as the mask and read back as `Secret.masked`, which matches nothing. Any other
/// text is refused when read, not taken for a password that nobody meant to put in a
/// file. `RevealedCredentials` is the one type that writes and reads secrets in the clear.
extension Secret: Codable {
    /// Reads the mask; the error for anything else does not say what it was.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard try container.decode(String.self) == Self.mask else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "A secret outside RevealedCredentials is \(Self.mask).")
        }
        self = .masked
    }

    /// Writes the mask.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Self.mask)
    }
}
