import SMTPTranscript
import TerminalText
import Workbench

/// Writes what happens in a session to standard output: a transcript, or JSON.
struct SessionOutput {
    let theme: Theme
    let isJSON: Bool
    let showsTrace: Bool

    init(_ global: GlobalOptions) {
        theme = global.color.theme
        isJSON = global.json
        showsTrace = !global.quiet
    }

    /// Writes all that happened in a step.
    ///
    /// - Parameter step: what was done
    func write(_ step: Step) {
        guard isJSON else { return write(StepDisplay.lines(of: step, showsTrace: showsTrace)) }
        Console.write(EventJSON.values(of: step).map { $0.text + "\n" }.joined())
    }

    private func write(_ lines: [Line]) {
        Console.write(lines.map { theme.render($0) + "\n" }.joined())
    }
}
