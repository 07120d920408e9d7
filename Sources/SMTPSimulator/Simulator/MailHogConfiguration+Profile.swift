import MailHogMachine
import SMTPPolicy
import SMTPSession

extension MailHogConfiguration {
    /// What that machine knows of the settings.
    ///
    /// Without STARTTLS among the extensions it has no TLS handler.
    init(_ configuration: Configuration) {
        self = .simulator
        hostname = configuration.hostname
        ident = configuration.ident
        rejectBrokenMAILSyntax = !configuration.tolerated.contains(.mailSpaceAfterColon)
        rejectBrokenRCPTSyntax = !configuration.tolerated.contains(.rcptSpaceAfterColon)
        requireTLS = configuration.requiresTLS
        maximumRecipients = MailHogConfiguration.limit(configuration.limits.recipients)
        maximumLineLength = MailHogConfiguration.limit(configuration.limits.commandLine)
        mechanisms = configuration.mechanisms.map(\.name)
        if !configuration.extensions.contains(.startTLS) { handlers.remove(.tls) }
    }

    private static func limit(_ limit: Int) -> Int { limit < Limits.unlimited ? limit : -1 }
}

extension Setting {
    /// Whether it does something to a profile's server.
    ///
    /// - Parameter profile: the named server
    /// - Returns: whether it does; each counts for a `Session`, but few for the other machine
    public func counts(in profile: Profile) -> Bool {
        switch profile.machine {
        case .session: true
        case .mailHog: Setting.mailHogNames.contains(name)
        }
    }

    /// The settings that `MailHogConfiguration` is made of.
    private static let mailHogNames: Set = [
        "hostname", "ident", "reject-broken-mail-syntax", "reject-broken-rcpt-syntax",
        "tolerate.\(Rule.mailSpaceAfterColon.id)", "tolerate.\(Rule.rcptSpaceAfterColon.id)",
        "require-tls", "maximum-recipients", "maximum-line-length", "authentication-mechanisms",
        "starttls",
    ]
}
