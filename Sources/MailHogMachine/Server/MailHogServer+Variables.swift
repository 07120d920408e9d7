extension MailHogServer {
    /// The server's name in the greeting.
    public var hostname: String {
        get { machine.configuration.hostname }
        set { machine.configuration.hostname = newValue }
    }

    /// What the greeting says after the name.
    public var ident: String {
        get { machine.configuration.ident }
        set { machine.configuration.ident = newValue }
    }

    /// What the machine waits for.
    public var state: MailHogState {
        get { machine.state }
        set { machine.state = newValue }
    }

    /// The message under way.
    public var message: MailHogMessage {
        get { machine.message }
        set { machine.message = newValue }
    }

    /// Whether STARTTLS was accepted; stays true inside TLS.
    public var isTLSPending: Bool { machine.isTLSPending }

    /// Whether TLS is active.
    public var isTLSUpgraded: Bool { machine.isTLSUpgraded }

    /// Whether `RCPT TO: <a@b>`, with blanks after the colon, is refused.
    public var rejectBrokenRCPTSyntax: Bool {
        get { machine.configuration.rejectBrokenRCPTSyntax }
        set { machine.configuration.rejectBrokenRCPTSyntax = newValue }
    }

    /// Whether `MAIL FROM: <a@b>`, with blanks after the colon, is refused.
    public var rejectBrokenMAILSyntax: Bool {
        get { machine.configuration.rejectBrokenMAILSyntax }
        set { machine.configuration.rejectBrokenMAILSyntax = newValue }
    }

    /// Whether most commands are refused outside TLS.
    public var requireTLS: Bool {
        get { machine.configuration.requireTLS }
        set { machine.configuration.requireTLS = newValue }
    }

    /// The recipients of a message; -1 for no limit, 0 refuses all.
    public var maximumRecipients: Int {
        get { machine.configuration.maximumRecipients }
        set { machine.configuration.maximumRecipients = newValue }
    }

    /// The octets of a line without its CR LF; -1 for no limit.
    public var maximumLineLength: Int {
        get { machine.configuration.maximumLineLength }
        set { machine.configuration.maximumLineLength = newValue }
    }
}
