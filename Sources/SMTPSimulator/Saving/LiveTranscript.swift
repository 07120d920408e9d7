import SASL
import SMTPDriver
import SMTPPolicy
import SMTPSession

/// Writes a session while it goes on, as a script that runs green.
///
/// It is what ``Simulator/script(secrets:)`` writes of a session that is over, but for what cannot be
/// known before: so credentials are asked for from the first verdict on.
package struct LiveTranscript: Sendable {
    private var script: SessionScript
    private let settings: SimulatorSettings

    /// With names left open, those of messages may differ when the script runs.
    ///
    /// Where other sessions share the handlers and their chance, what handlers decide is saved as answers.
    package init(
        _ settings: SimulatorSettings, secrets: Bool = false, leavesNamesOpen: Bool = false,
        isShared: Bool = false
    ) {
        self.settings = settings
        script = SessionScript(secrets: secrets, isLive: true, leavesNamesOpen: leavesNamesOpen)
        guard isShared else { return }
        script.isWitnessed = true
        let policy = settings.policy
        for handler in policy.handlers { script.answered.formUnion(HookSet(handler.hook)) }
        if let next = policy.next { script.answered.formUnion(next.hooks) }
        script.answered.formUnion(policy.asks)
    }

    /// What a run has to know of the server first: profile, settings, rules and users.
    package mutating func header() -> [TranscriptLine] {
        let world = settings.world
        script.addHeader(world, seed: settings.seed, hasProfile: false)
        if !script.showsSecrets, !world.policy.credentials.users.isEmpty {
            script.askForCredentials()
        }
        var usual = SessionScript(secrets: false)
        usual.addHeader(SimulatorSettings().world, seed: 0, hasProfile: false)
        let lines = script.takeLines()
        return lines == usual.takeLines() ? [] : lines
    }

    package mutating func lines(of step: Step) -> [TranscriptLine] {
        script.add(step)
        return script.takeLines()
    }

    /// A command by which the session came to another place.
    package mutating func lines(of command: String) -> [TranscriptLine] {
        script.append(leading: command)
        return script.takeLines()
    }

    package mutating func lines(of events: [Event], phase: String) -> [TranscriptLine] {
        script.add(SessionScript.Occasion(events: events, phase: phase, isUnconnected: true))
        return script.takeLines()
    }
}
