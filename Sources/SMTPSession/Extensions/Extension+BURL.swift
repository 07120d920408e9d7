// RFC 4468 §3.1: the keyword BURL, with the URLs that can be fetched, and the verb BURL. §3.5: "imap" or
// "imap://" with a host. §4: a server with BURL must have 8BITMIME too.

extension ExtensionSet {
    /// Parts of a message by their URLs (RFC 4468).
    public static let burl = ExtensionSet(rawValue: 1 << 14)
}

extension SMTPExtension {
    static let burl = SMTPExtension(
        .burl, "BURL", "RFC 4468 §3", "Parts of the message by their URLs.",
        """
        The client names parts of the message by URL, and the server fetches them itself. Here nothing \
        is fetched: the burl hook says what is found.
        """,
        arguments: .template(["{burl-urls}"]),
        settings: [
            ExtensionSetting(
                "burl-urls", .text(250), "imap", "RFC 4468 §3.5",
                "The URLs that BURL takes, as EHLO says it.")
        ],
        isOn: false)
}
