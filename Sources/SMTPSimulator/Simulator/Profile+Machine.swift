import MailHogMachine
import SMTPPolicy
import SMTPSession

extension Profile {
    /// The profile's machine, which waits for its connection.
    package func newMachine(_ configuration: Configuration) -> any Machine {
        switch machine {
        case .session: Session(configuration)
        case .mailHog: MailHogMachine(MailHogConfiguration(configuration))
        }
    }
}

extension Setting {
    /// Whether it does something to a profile's server.
    package func counts(in profile: Profile) -> Bool {
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
