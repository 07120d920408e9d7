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
