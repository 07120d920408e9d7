import SMTPDriver
import SMTPPolicy
import SMTPSession

extension Simulator {
    /// A simulator with the profile, the settings, the policy and the aliases of this one, in which nothing has
    /// happened.
    package var begunAnew: Simulator {
        var settings = SimulatorSettings(
            profile: world.profile, configuration: configuration, policy: policy,
            seed: settings.seed)
        settings.aliases = aliases
        return Simulator(settings)
    }

    /// Whether it goes on from a session that somebody else drove.
    package var isWitnessed: Bool { timeline.isWitnessed }

    /// Takes over who decides, as somebody else has it now.
    package mutating func adopt(_ policy: Policy) {
        var changed = world
        changed.policy = policy
        timeline.replaceNow(with: changed)
    }
}

extension Simulator {
    /// Takes over whom a server believes about who the client is.
    package mutating func takeTrust(from other: Configuration) {
        var configuration = configuration
        configuration.takeTrust(from: other)
        var changed = world
        changed.configure(configuration)
        timeline.replaceNow(with: changed)
    }

    /// Takes over a message that somebody else's driver received.
    package mutating func keep(_ message: ReceivedMessage) {
        var changed = world
        changed.mailbox.keep(message)
        timeline.replaceNow(with: changed)
    }
}
