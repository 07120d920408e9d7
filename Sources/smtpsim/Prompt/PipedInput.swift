import LineEditor
import SMTPPolicy
import SMTPScript
import SMTPSession
import SMTPSimulator
import TerminalText
import Workbench

/// Input that no person types: a script, or plain SMTP lines, whose end is the client closing.
struct PipedInput {
    private var simulator: Simulator
    private var output: SessionOutput
    private let lineEnds: LineEnds
    private let settings: SimulatorSettings
    private var reader = ChunkReader()

    init(_ bench: Workbench, _ output: SessionOutput, lineEnds: LineEnds) {
        simulator = bench.simulator
        settings = bench.simulator.settings
        self.output = output
        self.lineEnds = lineEnds
    }

    /// Reads all of standard input.
    ///
    /// - Parameter report: a script that was played first
    /// - Throws: the status to end with, if it is not success
    mutating func run(behind report: ScriptReport?) throws {
        if let report {
            try finish(report)
            simulator = report.simulator
        }
        try reader.fillFirstLine()
        guard report != nil || !Script.isLikely(reader.first) else { return try playScript() }
        try playLines()
    }

    private mutating func playScript() throws {
        let octets = try reader.rest(limit: ScriptLimits().fileSize)
        var options = ScriptRunOptions()
        options.settings = settings
        let report = ScriptRunner(files: FolderFiles(of: "", DiskFiles()))
            .run(octets, name: "standard input", options: options)
        try finish(report)
    }

    /// Writes what happened in a script, and what went wrong.
    private mutating func finish(_ report: ScriptReport) throws {
        for step in report.simulator.steps { output.write(step) }
        switch report.outcome {
        case .passed: return
        case .skipped: report.lines.forEach { Console.note($0) }
        case .failed:
            report.lines.forEach { Console.note($0) }
            throw ExitStatus.failedExpectation
        case .invalid:
            report.lines.forEach { Console.note($0) }
            throw ExitStatus.usage
        }
    }

    private mutating func playLines() throws {
        connect(when: .connection)
        var piece = try reader.next()
        // A script that was played first may have closed its connection; lines behind it want another.
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

    /// Sends a line, or a piece of an endless one.
    private mutating func send(_ piece: ChunkReader.Piece) {
        let endsLine = piece.isEnd && lineEnds == .crlf
        let bytes = piece.text + (endsLine ? [0x0D, 0x0A] : piece.ending)
        guard !bytes.isEmpty else { return }
        attempt { simulator throws(SimulatorError) in try simulator.send(bytes: bytes) }
        // Nobody is there to answer: the default holds.
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
            // Nobody can go back here, and the input may have no end.
            simulator.forgetPast()
        } catch {
            Console.fail(error.description)
        }
    }
}
