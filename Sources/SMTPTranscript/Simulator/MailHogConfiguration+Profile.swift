import MailHogMachine
import SMTPPolicy
import SMTPSession

extension MailHogConfiguration {
    /// What that machine knows of the settings.
    ///
    /// Its limits are off until a setting differs from the profile's. Without STARTTLS among the
    /// extensions it has no TLS handler.
    init(_ configuration: Configuration) {
        let usual = Profile.mailhog.configuration
        self = .simulator
        hostname = configuration.hostname
        ident = configuration.ident
        rejectBrokenMAILSyntax = !configuration.tolerated.contains(.mailSpaceAfterColon)
        rejectBrokenRCPTSyntax = !configuration.tolerated.contains(.rcptSpaceAfterColon)
        requireTLS = configuration.requiresTLS
        if configuration.limits.recipients != usual.limits.recipients {
            maximumRecipients = configuration.limits.recipients
        }
        if configuration.limits.commandLine != usual.limits.commandLine {
            maximumLineLength = configuration.limits.commandLine
        }
        mechanisms = configuration.mechanisms
        if !configuration.extensions.contains(.startTLS) { handlers.remove(.tls) }
    }
}
