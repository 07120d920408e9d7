import MailHogMachine
import SMTPPolicy
import SMTPSession

extension Profile {
    /// The profile's machine, which waits for its connection.
    ///
    /// - Parameter configuration: the settings
    /// - Returns: the machine
    public func newMachine(_ configuration: Configuration) -> any Machine {
        switch machine {
        case .session: Session(configuration)
        case .mailHog: MailHogMachine(MailHogConfiguration(configuration))
        }
    }
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
