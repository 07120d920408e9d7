import SMTPGrammar

// RFC 3030 §3: the keyword BINARYMIME, without parameters; another value for BODY=, which adds 16 octets.
// "The BINARYMIME service extension can only be used with the "CHUNKING" service extension."

extension ExtensionSet {
    /// Message text of any octets (RFC 3030 §3).
    public static let binaryMIME = ExtensionSet(rawValue: 1 << 9)

    /// The set without what cannot be used for want of another one.
    @inline(__always)
    var withoutUnusable: ExtensionSet {
        isDisjoint(with: [.binaryMIME, .utf8]) ? self : checked
    }

    /// BINARYMIME needs CHUNKING, SMTPUTF8 needs 8BITMIME.
    private var checked: ExtensionSet {
        var usable = self
        if !contains(.chunking) { usable.remove(.binaryMIME) }
        if !contains(.eightBitMIME) { usable.remove(.utf8) }
        return usable
    }
}

extension SMTPExtension {
    static let binaryMIME = SMTPExtension(
        .binaryMIME, "BINARYMIME", "RFC 3030 §3", "Message text of any octets.",
        """
        The message may hold any octets, without lines; it has to come by BDAT, since DATA cannot carry \
        it.
        """,
        parameters: [
            ESMTPParameter(
                "BODY", on: .mail, .oneOf([BodyType.binaryMIME.rawValue]), octets: 16,
                "what octets the message holds", choices: ["BINARYMIME": "any octets"],
                example: "BINARYMIME")
        ],
        isOn: false)
}
