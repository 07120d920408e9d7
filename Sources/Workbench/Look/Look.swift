import SMTPSession
import SMTPSimulator
import TerminalText

/// Looks at a simulator, and changes nothing: each look command is a page.
struct Look {
    let simulator: Simulator
    let width: Int
    /// Whether credentials are shown.
    var showsSecrets = false

    var page: Page { Page(width: width) }

    /// The session, where the machine is one.
    var session: Session? { simulator.machine as? Session }

    /// The SASL mechanisms that can be used now.
    var offeredMechanisms: [String] {
        session?.usableMechanisms ?? simulator.configuration.mechanisms
    }

    /// The extensions that the client was offered: none behind HELO, and no AUTH without a mechanism.
    var offeredExtensions: [SMTPExtension] {
        guard session?.hello?.isExtended == true else { return [] }
        return simulator.configuration.offeredExtensions.filter {
            $0.arguments != .mechanisms || !offeredMechanisms.isEmpty
        }
    }
}
