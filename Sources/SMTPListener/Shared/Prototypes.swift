import NIOConcurrencyHelpers
import SMTPSession

/// Machines that no client has connected to, to be copied for each: a copy costs less than a new one.
///
/// A class, since all sessions share it.
final class Prototypes: Sendable {
    /// A machine, and the generation of the settings that it has.
    struct Prototype: Sendable {
        var machine: ServedMachine
        var configuration: Configuration
        var generation: Int
    }

    private struct Contents {
        /// For clients whose word counts as to who they are.
        var trusted: Prototype
        var other: Prototype
    }

    private let contents: NIOLockedValueBox<Contents>
    private let live: LivePolicy
    private let treatment: SettingsTreatment
    private let make: @Sendable (Configuration) -> ServedMachine

    init(
        _ live: LivePolicy, _ treatment: SettingsTreatment,
        _ make: @escaping @Sendable (Configuration) -> ServedMachine
    ) {
        self.live = live
        self.treatment = treatment
        self.make = make
        contents = NIOLockedValueBox(
            Contents(
                trusted: Prototypes.prototype(live, treatment, isTrusted: true, make),
                other: Prototypes.prototype(live, treatment, isTrusted: false, make)))
    }

    /// The machine for a client that connects now, or the settings for one that is connected.
    func current(isTrusted: Bool) -> Prototype {
        let generation = live.generation
        return contents.withLockedValue { contents in
            if contents.other.generation < generation {
                contents.trusted = Prototypes.prototype(live, treatment, isTrusted: true, make)
                contents.other = Prototypes.prototype(live, treatment, isTrusted: false, make)
            }
            return isTrusted ? contents.trusted : contents.other
        }
    }

    private static func prototype(
        _ live: LivePolicy, _ treatment: SettingsTreatment, isTrusted: Bool,
        _ make: (Configuration) -> ServedMachine
    ) -> Prototype {
        let current = live.current
        let configuration = treatment.settings(
            current.configuration, current.policy, isTrusted: isTrusted)
        return Prototype(
            machine: make(configuration), configuration: configuration,
            generation: current.generation)
    }
}
