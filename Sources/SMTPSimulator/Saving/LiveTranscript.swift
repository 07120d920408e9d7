import SASL
import SMTPDriver
import SMTPPolicy
import SMTPSession

/// Writes a session while it goes on, as a script that runs green.
///
/// It is what ``Simulator/script(secrets:)`` writes of a session that is over, but for what cannot be
/// known before: so credentials are asked for from the first verdict on.
public struct LiveTranscript: Sendable {
    private var script: SessionScript
    private let settings: SimulatorSettings

    /// A transcript of which nothing is written.
    ///
    /// - Parameters:
    ///   - settings: how the session begins
    ///   - secrets: whether credentials are shown
    ///   - leavesNamesOpen: whether the names that the server gives to messages may differ when the script
    ///     is run
    public init(
        _ settings: SimulatorSettings, secrets: Bool = false, leavesNamesOpen: Bool = false
    ) {
        self.settings = settings
        script = SessionScript(secrets: secrets, isLive: true, leavesNamesOpen: leavesNamesOpen)
    }

    /// What a run has to know of the server first: profile, settings, rules and users.
    ///
    /// - Returns: the lines; none for the usual server
    public mutating func header() -> [TranscriptLine] {
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

    /// The lines of a step.
    ///
    /// - Parameter step: what was done
    /// - Returns: the lines, in order
    public mutating func lines(of step: Step) -> [TranscriptLine] {
        script.add(step)
        return script.takeLines()
    }

    /// The lines of some events that belong together.
    ///
    /// - Parameters:
    ///   - events: what happened
    ///   - phase: the machine's state before
    /// - Returns: the lines, in order
    public mutating func lines(of events: [Event], phase: String) -> [TranscriptLine] {
        script.add(SessionScript.Occasion(events: events, phase: phase, isUnconnected: true))
        return script.takeLines()
    }
}
