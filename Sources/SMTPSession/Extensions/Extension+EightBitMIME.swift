import SMTPGrammar

// RFC 6152 (and RFC 1652). MAIL: "BODY=" ( "7BIT" / "8BITMIME" ), any case; adds 17 octets (§2).

extension ExtensionSet {
    /// 8-bit message text (RFC 6152).
    public static let eightBitMIME = ExtensionSet(rawValue: 1 << 2)
}

extension SMTPExtension {
    static let eightBitMIME = SMTPExtension(
        .eightBitMIME, "8BITMIME", "RFC 6152 §2", "8-bit message text.",
        "The message text may hold octets above 127.",
        parameters: [
            ESMTPParameter(
                "BODY", on: .mail,
                .oneOf([BodyType.sevenBit.rawValue, BodyType.eightBitMIME.rawValue]),
                octets: 17,
                "what octets the message holds",
                choices: ["7BIT": "octets below 128", "8BITMIME": "octets above 127 too"],
                example: "8BITMIME")
        ])
}
