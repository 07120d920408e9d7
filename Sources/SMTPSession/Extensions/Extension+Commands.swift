// RFC 5321 §4.1.1.1: "The EHLO response MUST contain keywords (and associated parameters if required) for
// all commands not listed as 'required' in Section 4.5.1". Of those that RFC 5321 has, EXPN and HELP are
// not.

extension ExtensionSet {
    /// The command EXPN, which counts as an extension (RFC 5321 §3.5.2).
    public static let expand = ExtensionSet(rawValue: 1 << 6)
    /// The command HELP, which counts as an extension too (RFC 5321 §4.1.1.1).
    public static let help = ExtensionSet(rawValue: 1 << 7)
}

extension SMTPExtension {
    static let expand = SMTPExtension(
        .expand, "EXPN", "RFC 5321 §4.1.1.7", "The EXPN command.",
        "The server has the EXPN command.")

    static let help = SMTPExtension(
        .help, "HELP", "RFC 5321 §4.1.1.8", "The HELP command.", "The server has the HELP command.")
}
