import SMTPGrammar

// RFC 3461. EHLO: "DSN". MAIL: "RET=" ("FULL" / "HDRS"), "ENVID=" xtext of at most 100 octets.
// RCPT: "NOTIFY=" ("NEVER" / 1#("SUCCESS" / "FAILURE" / "DELAY")), "ORCPT=" addr-type ";" xtext, at most
// 500 octets. §5.1: a valid parameter never changes the reply.

extension ExtensionSet {
    /// Delivery status notifications (RFC 3461).
    public static let dsn = ExtensionSet(rawValue: 1 << 32)
}

extension SMTPExtension {
    static let envelopeIdentifier = ESMTPParameter(
        "ENVID", on: .mail, .grammar(.xtext(1...100)), octets: 107,
        "the sender's name for this message, in xtext", reading: "named {}",
        example: "QQ314159")

    static let originalRecipient = ESMTPParameter(
        "ORCPT", on: .rcpt,
        .grammar(
            .sequence([
                .octets("A-Za-z0-9!#$%&'*+/=?^_`{|}~-", 1...500, named: "address-type"),
                .text(";"), .xtext(1...500),
            ])),
        octets: 507, "the recipient as the sender knew it, in xtext",
        reading: "originally {}", example: "rfc822;bob@sim.example")

    static let dsn = SMTPExtension(
        .dsn, "DSN", "RFC 3461 §4", "Reports on delivery, as the client asks for them.",
        """
        The client can say for which recipients it wants a report, when, and how much of the message \
        the report holds; and it can name the message, so that the report can be told apart.
        """,
        parameters: [
            ESMTPParameter(
                "RET", on: .mail, .oneOf(["FULL", "HDRS"]), octets: 9,
                "what a report of failure returns", reading: "returns {}",
                choices: ["FULL": "the whole message", "HDRS": "its header only"],
                example: "HDRS"),
            envelopeIdentifier,
            ESMTPParameter(
                "NOTIFY", on: .rcpt,
                .grammar(.list(.word(["NEVER", "SUCCESS", "FAILURE", "DELAY"]), isDistinct: true)),
                octets: 29, "when to report on this recipient", reading: "report on {}",
                choices: [
                    "NEVER": "no report at all", "SUCCESS": "when it is delivered",
                    "FAILURE": "when it cannot be delivered", "DELAY": "when it takes long",
                    "SUCCESS,FAILURE": "either way",
                ],
                example: "SUCCESS,FAILURE"),
            originalRecipient,
        ],
        isOn: false)
}

extension ParameterCheck {
    /// RFC 3461 §4.1: NEVER "MUST appear by itself".
    static let notifyNever = ParameterCheck("NOTIFY", on: .rcpt) { context in
        let words = context.value.octets.map(ASCII.uppercased).split(separator: ASCII.comma)
        let isAlone = words.count == 1 || !words.contains { $0.elementsEqual("NEVER".utf8) }
        return isAlone ? nil : .value("NEVER alone, or a list of SUCCESS, FAILURE and DELAY")
    }

    /// RFC 3461 §4.2: the value has at most 500 octets.
    static let originalRecipientLength = ParameterCheck("ORCPT", on: .rcpt) { context in
        context.value.octets.count <= 500 ? nil : .value("at most 500 octets")
    }
}
