import SMTPSession

extension MailHogConfiguration {
    /// What this machine knows of the settings that all machines share.
    ///
    /// A limit of 0 is off. Without STARTTLS among the extensions there is no TLS handler.
    ///
    /// - Parameter configuration: the shared settings
    public init(_ configuration: Configuration) {
        self = .simulator
        hostname = configuration.hostname
        ident = configuration.ident
        rejectBrokenMAILSyntax = !configuration.tolerated.contains(.mailSpaceAfterColon)
        rejectBrokenRCPTSyntax = !configuration.tolerated.contains(.rcptSpaceAfterColon)
        requireTLS = configuration.requiresTLS
        maximumRecipients = MailHogConfiguration.limit(configuration.limits.recipients)
        maximumLineLength = MailHogConfiguration.limit(configuration.limits.commandLine)
        mechanisms = configuration.mechanisms
        reportsReadings = configuration.reportsReadings
        if !configuration.extensions.contains(.startTLS) { handlers.remove(.tls) }
    }

    private static func limit(_ value: Int) -> Int { value == 0 ? -1 : value }
}

extension MailHogMachine {
    /// Takes other settings, in the middle of a session too.
    ///
    /// - Parameter configuration: the new settings; those that the original does not have are ignored
    public mutating func configure(_ configuration: Configuration) {
        self.configuration = MailHogConfiguration(configuration)
    }
}
