import SMTPGrammar

// RFC 1870. EHLO: "SIZE" [ SP 1*20DIGIT ]; 0 says that there is no fixed maximum.
// MAIL: "SIZE=" 1*20DIGIT; adds 26 octets (§3).

extension ExtensionSet {
    /// Declared message sizes (RFC 1870).
    public static let size = ExtensionSet(rawValue: 1 << 1)
}

extension SMTPExtension {
    static let size = SMTPExtension(
        .size, "SIZE", "RFC 1870 §3", "Declared message sizes.",
        """
        EHLO shows the largest message that the server takes, 0 for no limit. MAIL may declare how \
        large the message is.
        """,
        arguments: .messageSize,
        parameters: [
            ESMTPParameter(
                "SIZE", on: .mail, .number(digits: 20), octets: 26, "octets of the message",
                reading: "{octet} declared", example: "12345")
        ],
        settings: [sizeForm])

    // RFC 1870 §3: without a number "no information is conveyed about the server's fixed maximum".
    static let sizeForm = ExtensionSetting(
        "size-form", .oneOf(["number", "bare"]), "number", "RFC 1870 §3",
        "Whether EHLO says the largest size, or only the keyword.")
}

extension Session {
    /// RFC 1870 §6.1: a message that is declared larger than the fixed maximum is refused at once.
    @inline(__always)
    func isTooLarge(_ parameters: borrowing MailParameters) -> Bool {
        guard let size = parameters.size else { return false }
        let limit = configuration.limits.messageSize
        return limit > 0 && size > limit
    }
}
