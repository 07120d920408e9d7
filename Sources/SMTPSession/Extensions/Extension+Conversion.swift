import SMTPGrammar

// RFC 4141. §4: EHLO "CONPERM", MAIL "CONPERM". §5: EHLO "CONNEG", RCPT "CONNEG"; the reply to such a
// RCPT lists what the recipient can receive: "a series of lines, each beginning with "250-CONNEG", except
// for the last line, which is "250 CONNEG"". A server that does not support one of them replies 504.

extension ExtensionSet {
    /// Permission to convert a message (RFC 4141 §4).
    public static let conversionPermission = ExtensionSet(rawValue: 1 << 41)
    /// What a recipient can receive (RFC 4141 §5).
    public static let contentNegotiation = ExtensionSet(rawValue: 1 << 42)
}

extension SMTPExtension {
    static let conversionPermission = SMTPExtension(
        .conversionPermission, "CONPERM", "RFC 4141 §4", "Permission to convert a message.",
        """
        The client lets servers on the way convert the message to what its recipients can receive, as \
        far as the header of each part permits.
        """,
        parameters: [
            ESMTPParameter(
                "CONPERM", on: .mail, .flag, octets: 8, "the message may be converted",
                reading: "may be converted")
        ],
        isOn: false)

    static let capabilities = ExtensionSetting(
        "conneg-capabilities", .text(450), "(image-file-structure=TIFF-minimal)",
        "RFC 4141 §5.2",
        "What the reply to RCPT with CONNEG says that a recipient can receive; semicolons part lines."
    )

    static let contentNegotiation = SMTPExtension(
        .contentNegotiation, "CONNEG", "RFC 4141 §5", "What a recipient can receive.",
        "The client asks what a recipient can receive, and the reply to RCPT lists it.",
        parameters: [
            ESMTPParameter(
                "CONNEG", on: .rcpt, .flag, octets: 7, "asks what the recipient can receive",
                reading: "asks what it can receive")
        ],
        settings: [capabilities], isOn: false)
}

extension ParameterCheck {
    static let permission = ParameterCheck(
        "CONPERM", on: .mail, unsupported: .conversionNotOffered)

    static let negotiation = ParameterCheck(
        "CONNEG", on: .rcpt, unsupported: .conversionNotOffered,
        reply: { context in
            let filters = context.configuration.value(of: SMTPExtension.capabilities)
                .split(separator: ";").map { "CONNEG \($0)" }
            return CustomReply(250, nil, (["Recipient OK"] + filters).joined(separator: "\n"))
        })
}
