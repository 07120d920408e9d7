import SMTPSession

extension MailHogConfiguration {
    /// What this machine knows of the settings that all machines share.
    ///
    /// A limit of `Limits.unlimited` is off. Without STARTTLS among the extensions there is no TLS handler.
    public init(_ configuration: Configuration) {
        self = .simulator
        hostname = configuration.hostname
        ident = configuration.ident
        rejectBrokenMAILSyntax = !configuration.tolerated.contains(.mailSpaceAfterColon)
        rejectBrokenRCPTSyntax = !configuration.tolerated.contains(.rcptSpaceAfterColon)
        requireTLS = configuration.requiresTLS
        maximumRecipients = MailHogConfiguration.limit(configuration.limits.recipients)
        maximumLineLength = MailHogConfiguration.limit(configuration.limits.commandLine)
        mechanisms = configuration.mechanisms.map(\.name)
        reportsReadings = configuration.reportsReadings
        if !configuration.extensions.contains(.startTLS) { handlers.remove(.tls) }
    }

    private static func limit(_ value: Int) -> Int { value < Limits.unlimited ? value : -1 }
}

extension MailHogMachine {
    /// Takes other settings, in the middle of a session too, and ignores those that the original does not have.
    public mutating func configure(_ configuration: Configuration) {
        self.configuration = MailHogConfiguration(configuration)
    }
}
