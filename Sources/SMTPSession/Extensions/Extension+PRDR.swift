import SMTPGrammar

// draft-hall-prdr-00: the keyword PRDR, and MAIL: "PRDR". We have not read the draft: this is what Exim does.

extension ExtensionSet {
    /// A reply for each recipient (draft-hall-prdr).
    public static let perRecipientReplies = ExtensionSet(rawValue: 1 << 10)
}

extension SMTPExtension {
    static let perRecipientReplies = SMTPExtension(
        .perRecipientReplies, "PRDR", "draft-hall-prdr-00", "A reply for each recipient.",
        """
        After the text, the server says 353, then replies for each recipient, then for the message as a \
        whole. The source of this was not checked: it is what Exim does.
        """,
        parameters: [
            ESMTPParameter(
                "PRDR", on: .mail, .flag, octets: 5, "a reply for each recipient is wanted",
                reading: "a reply for each recipient")
        ],
        isOn: false)
}
