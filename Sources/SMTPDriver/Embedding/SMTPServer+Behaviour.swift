import SMTPSession

// The settings that embedders change most, by their own names.

extension SMTPServer {
    /// The server's name in the greeting and behind EHLO.
    public var hostname: String {
        get { configuration.hostname }
        set { configuration.hostname = newValue }
    }

    /// What the greeting says behind the name.
    public var ident: String {
        get { configuration.ident }
        set { configuration.ident = newValue }
    }

    /// Octets of a command line with its CR LF; a negative number sets a limit that nobody meets.
    public var maximumLineLength: Int {
        get { configuration.limits.commandLine }
        set { configuration.limits.commandLine = SMTPServer.limit(newValue) }
    }

    /// Recipients of a message; a negative number sets a limit that nobody meets.
    public var maximumRecipients: Int {
        get { configuration.limits.recipients }
        set { configuration.limits.recipients = SMTPServer.limit(newValue) }
    }

    /// Programs that come from mailhog/smtp say -1 where they want no limit.
    private static func limit(_ value: Int) -> Int { value < 0 ? 1 << 30 : value }

    /// Whether mail is taken only inside TLS.
    public var requireTLS: Bool {
        get { configuration.requiresTLS }
        set { configuration.requiresTLS = newValue }
    }

    /// Whether a space behind `MAIL FROM:` is refused.
    public var rejectBrokenMAILSyntax: Bool {
        get { !configuration.tolerated.contains(.mailSpaceAfterColon) }
        set { tolerate(.mailSpaceAfterColon, !newValue) }
    }

    /// Whether a space behind `RCPT TO:` is refused.
    public var rejectBrokenRCPTSyntax: Bool {
        get { !configuration.tolerated.contains(.rcptSpaceAfterColon) }
        set { tolerate(.rcptSpaceAfterColon, !newValue) }
    }

    private mutating func tolerate(_ rule: Rule, _ isTolerated: Bool) {
        if isTolerated {
            configuration.tolerated.insert(rule)
        } else {
            configuration.tolerated.remove(rule)
        }
    }
}
