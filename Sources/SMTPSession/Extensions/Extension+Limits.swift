// RFC 9422 §3, whose text we have not read: as common servers do it. EHLO: "LIMITS" SP name=value …;
// MAILMAX, RCPTMAX and RCPTDOMAINMAX have 1 to 6 digits. The limits hold whether EHLO lists them or not.

extension ExtensionSet {
    /// The server's limits in the reply to EHLO (RFC 9422).
    public static let limits = ExtensionSet(rawValue: 1 << 37)
}

extension SMTPExtension {
    static let limits = SMTPExtension(
        .limits, "LIMITS", "RFC 9422 §3", "The server's limits in the reply to EHLO.",
        """
        The server says how many transactions it takes in a session (MAILMAX), how many recipients in \
        a transaction (RCPTMAX), and of how many domains (RCPTDOMAINMAX). We have not \
        read the text of this RFC: the names are those that common servers use.
        """,
        arguments: .template([
            "MAILMAX={maximum-transactions}", "RCPTMAX={maximum-recipients}",
            "RCPTDOMAINMAX={maximum-recipient-domains}",
        ]),
        isOn: false)
}
