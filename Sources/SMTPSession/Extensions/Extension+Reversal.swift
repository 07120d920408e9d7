// RFC 2645 §5.1.1: "The response MUST include AUTH and ATRN."

extension ExtensionSet {
    /// On-demand mail relay (RFC 2645).
    public static let reversal = ExtensionSet(rawValue: 1 << 51)
}

extension SMTPExtension {
    static let reversal = SMTPExtension(
        .reversal, "ATRN", "RFC 2645 §5", "On-demand mail relay.",
        """
        A client that has authenticated asks for the mail that waits for its domains. After 250 the roles \
        reverse: the client greets as a server, and this side sends the messages in its mailbox for those \
        domains. The turned hook can say otherwise. The setting odmr has the server take nothing else.
        """,
        isOn: false)
}
