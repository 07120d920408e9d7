import ArgumentParser
import LineEditor
import SMTPPolicy
import SMTPScript
import SMTPSession
import SMTPSimulator
import TerminalText
import Workbench

/// Input from a pipe: a script, or plain SMTP lines, at whose end the client closes.
struct PipedInput {
    private var simulator: Simulator
    private var output: SessionOutput
    private let lineEnds: PlainLineEnds
    private let settings: SimulatorSettings
    private var reader = PieceReader()

    init(_ bench: Workbench, _ output: SessionOutput, lineEnds: PlainLineEnds) {
        simulator = bench.simulator
        settings = bench.simulator.settings
        self.output = output
        self.lineEnds = lineEnds
    }

    /// Reads all of standard input.
    mutating func run(after report: ScriptReport?) throws {
        if let report {
            try finish(report)
            simulator = report.simulator
        }
        try reader.fillFirstLine()
        guard report != nil || !Script.isLikely(reader.unread) else { return try playScript() }
        try playLines()
    }

    private mutating func playScript() throws {
        let octets = try reader.rest(limit: ScriptLimits().fileSize)
        var options = ScriptRunOptions()
        options.settings = settings
        try finish(ScriptReport(of: octets, "", options, name: "standard input"))
    }

    /// Writes what happened in a script, and what went wrong.
    private mutating func finish(_ report: ScriptReport) throws {
        for step in report.simulator.steps { output.write(step) }
        switch report.outcome {
        case .passed: return
        case .skipped: report.note()
        case .failed: try report.end(with: .failedExpectation)
        case .invalid: try report.end(with: .usage)
        }
    }

    private mutating func playLines() throws {
        connect(when: .connection)
        var piece = try reader.next()
        // A script that was played first may have closed its connection; the lines that follow want another.
        if piece != nil { connect(when: .nothing) }
        while let next = piece, simulator.expectation != .nothing {
            send(next)
            piece = try reader.next()
        }
        if piece != nil {
            Console.note(
                "smtpsim: warning: the connection is closed; the rest of the input was not used")
        }
        attempt { simulator throws(SimulatorError) in
            guard simulator.expectation != .nothing else { return nil }
            return try simulator.close()
        }
    }

    private mutating func connect(when expectation: Expectation) {
        attempt { simulator throws(SimulatorError) in
            guard simulator.expectation == expectation else { return nil }
            return try simulator.connect()
        }
    }

    /// Sends a line, or a piece of a very long one.
    private mutating func send(_ piece: PieceReader.Piece) {
        let end = lineEnds == .crlf && piece.end != nil ? .crlf : piece.end
        let bytes = piece.text + (end?.octets ?? [])
        guard !bytes.isEmpty else { return }
        attempt { simulator throws(SimulatorError) in try simulator.send(bytes: bytes) }
        // Nobody is there to answer: the default applies.
        while let question = simulator.openQuestion {
            let answer = question.hook.defaultAnswer
            attempt { simulator throws(SimulatorError) in try simulator.answer(answer) }
        }
    }

    private mutating func attempt(
        _ body: (inout Simulator) throws(SimulatorError) -> Step?
    ) {
        do {
            if let step = try body(&simulator) { output.write(step) }
            // There is no undo here, and the input may be endless.
            simulator.forgetPast()
        } catch {
            Console.fail(Failure(error.description))
        }
    }
}

/// How the lines of plain input end on the wire: `--eol`.
enum PlainLineEnds: String, CaseIterable, ExpressibleByArgument {
    /// Every line ends with CR LF.
    case crlf
    /// Each line ends as it came.
    case raw
}

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
        guard !isJSON else {
            let values = EventJSON.values(of: step, secrets: showsSecrets)
            return Console.write(values.map { $0.text + "\n" }.joined())
        }
        let header = hasBegun ? [] : transcript.header()
        hasBegun = true
        let lines = StepDisplay.lines(
            of: header + transcript.lines(of: step), trace: showsTrace ? .full : .off)
        Console.write(lines, theme)
    }
}
