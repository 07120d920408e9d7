// RFC 2034 §3: the keyword ENHANCEDSTATUSCODES, without parameters.

extension ExtensionSet {
    /// Enhanced status codes in replies (RFC 2034).
    public static let enhancedStatusCodes = ExtensionSet(rawValue: 1 << 3)
}

extension SMTPExtension {
    static let enhancedStatusCodes = SMTPExtension(
        .enhancedStatusCodes, "ENHANCEDSTATUSCODES", "RFC 2034 §3",
        "Codes such as 5.1.1 in replies.",
        "Replies carry a second code, such as 5.1.1, which says more than the three digits.",
        setting: "enhanced-status-codes")
}
