import SMTPSession

// The settings that embedders change most, by their own names.

extension SMTPServer {
    /// The server's name in the greeting and in reply to EHLO.
    public var hostname: String {
        get { configuration.hostname }
        set { configuration.hostname = newValue }
    }

    /// What the greeting says after the name.
    public var ident: String {
        get { configuration.ident }
        set { configuration.ident = newValue }
    }

    /// Octets in a command line, including CR LF; a negative number sets a limit out of reach.
    public var maximumLineLength: Int {
        get { configuration.limits.commandLine }
        set { configuration.limits.commandLine = SMTPServer.limit(newValue) }
    }

    /// Recipients of a message; a negative number sets a limit out of reach.
    public var maximumRecipients: Int {
        get { configuration.limits.recipients }
        set { configuration.limits.recipients = SMTPServer.limit(newValue) }
    }

    /// Programs ported from mailhog/smtp use -1 for no limit.
    private static func limit(_ value: Int) -> Int { value < 0 ? Limits.unlimited : value }

    /// Whether mail is accepted only inside TLS.
    public var requireTLS: Bool {
        get { configuration.requiresTLS }
        set { configuration.requiresTLS = newValue }
    }

    /// Whether a space after `MAIL FROM:` is refused.
    public var rejectBrokenMAILSyntax: Bool {
        get { !configuration.tolerated.contains(.mailSpaceAfterColon) }
        set { tolerate(.mailSpaceAfterColon, !newValue) }
    }

    /// Whether a space after `RCPT TO:` is refused.
    public var rejectBrokenRCPTSyntax: Bool {
        get { !configuration.tolerated.contains(.rcptSpaceAfterColon) }
        set { tolerate(.rcptSpaceAfterColon, !newValue) }
    }

    private func tolerate(_ rule: Rule, _ isTolerated: Bool) {
        if isTolerated {
            configuration.tolerated.insert(rule)
        } else {
            configuration.tolerated.remove(rule)
        }
    }
}
