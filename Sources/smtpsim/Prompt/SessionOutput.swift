import SMTPSimulator
import TerminalText
import Workbench

/// Writes what happens in a session to standard output: a script that runs green, or JSON.
struct SessionOutput {
    private let theme: Theme
    private let isJSON: Bool
    private let showsTrace: Bool
    private let showsSecrets: Bool
    private var transcript: LiveTranscript
    private var hasBegun = false

    init(_ global: GlobalOptions, _ settings: SimulatorSettings, secrets: Bool) {
        theme = global.color.theme
        isJSON = global.json
        showsTrace = !global.quiet
        showsSecrets = secrets
        transcript = LiveTranscript(settings, secrets: secrets)
    }

    /// Writes all that happened in a step.
    ///
    /// - Parameter step: what was done
    mutating func write(_ step: Step) {
        guard !isJSON else {
            let values = EventJSON.values(of: step, secrets: showsSecrets)
            return Console.write(values.map { $0.text + "\n" }.joined())
        }
        let header = hasBegun ? [] : transcript.header()
        hasBegun = true
        let lines = StepDisplay.lines(
            of: header + transcript.lines(of: step), showsTrace: showsTrace)
        Console.write(lines, theme)
    }
}
