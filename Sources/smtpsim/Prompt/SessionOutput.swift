import OctetText
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
        theme = global.looks
        isJSON = global.json
        showsTrace = !global.quiet
        showsSecrets = secrets
        transcript = LiveTranscript(settings, secrets: secrets)
    }

    /// Writes all that happened in a step.
    mutating func write(_ step: Step) {
        guard !isJSON else { return write(EventJSON.values(of: step, secrets: showsSecrets)) }
        write(header() + transcript.lines(of: step))
    }

    /// Writes what a command showed: comments of the script, or an event.
    func write(_ page: ScriptPage, step: Int) {
        guard !isJSON else { return write([EventJSON.value(of: page, step: step)]) }
        Console.write(page.lines.map { Line(EscapedText.shown($0), .tool) }, theme)
    }

    /// Writes a command by which the session came to another place.
    mutating func write(leading command: String) {
        guard !isJSON else { return }
        write(header() + transcript.lines(of: command))
    }

    private mutating func header() -> [TranscriptLine] {
        defer { hasBegun = true }
        return hasBegun ? [] : transcript.header()
    }

    private func write(_ lines: [TranscriptLine]) {
        Console.write(StepDisplay.lines(of: lines, trace: showsTrace ? .full : .off), theme)
    }

    private func write(_ values: [JSON]) {
        Console.write(values.map { $0.text + "\n" }.joined())
    }
}
