import SMTPGrammar

// RFC 3865 §2. EHLO: "NO-SOLICITING" [SP keywords]. MAIL: "SOLICIT=" word 0*("," word), at most 1000
// octets; word = ALPHA 0*("." / "-" / "_" / ":" / ALPHA / DIGIT).
// §2.4: the reply that refuses a message names what matched.

extension ExtensionSet {
    /// Classes of solicitation that the server does not want (RFC 3865).
    public static let noSoliciting = ExtensionSet(rawValue: 1 << 39)
}

extension SMTPExtension {
    static let solicitationKeywords = ExtensionSetting(
        "no-soliciting-keywords", .text(900), "", "RFC 3865 §2.1",
        "The classes of solicitation that the server does not want, with commas between.")

    static let noSoliciting = SMTPExtension(
        .noSoliciting, "NO-SOLICITING", "RFC 3865 §2",
        "Classes of solicitation that the server does not want.",
        """
        The reply to EHLO lists classes of advertisement that the server does not take, and MAIL says \
        of which classes the message is. A recipient can refuse other classes.
        """,
        arguments: .template(["{no-soliciting-keywords}"]),
        parameters: [
            ESMTPParameter(
                "SOLICIT", on: .mail,
                .grammar(
                    .list(
                        .sequence([
                            .octets("A-Za-z", 1...1, named: "a letter"),
                            .octets("A-Za-z0-9._:-", 0...999, named: "letters, digits and . - _ :"),
                        ]), isDistinct: false)),
                octets: 1_009, "what the message advertises", reading: "advertises {}",
                example: "org.example:ADV:ADLT")
        ],
        settings: [solicitationKeywords], isOn: false)
}

extension ParameterCheck {
    static let solicitation = ParameterCheck("SOLICIT", on: .mail) { context in
        guard context.value.octets.count <= 1_000 else { return .value("at most 1000 octets") }
        let unwanted = words(
            context.configuration.value(of: SMTPExtension.solicitationKeywords).utf8)
        let matching = words(context.value.octets).filter(unwanted.contains)
        guard !matching.isEmpty else { return nil }
        return Refusal(
            rule: .solicitationUnwanted, text: "SOLICIT=" + matching.joined(separator: ","))
    }

    private static func words(_ list: some Collection<UInt8>) -> [String] {
        list.split(separator: ASCII.comma).map { String(decoding: $0, as: UTF8.self) }
    }
}
