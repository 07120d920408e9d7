import LineEditor
import OctetText
import SMTPScript
import SMTPSession
import SMTPSimulator
import Workbench

/// Plain SMTP lines from a pipe: each is sent as the client, but for commands of the prompt.
struct PipedLines {
    private var bench: Workbench
    private var output: SessionOutput
    private var reader: PieceReader
    private let lineEnds: PlainLineEnds
    private var lineNumber = 0
    /// How many lines of a server were not sent.
    private var serverLines = 0
    /// Whether a command was wrong.
    private var hasFailed = false
    /// Whether `:quit` came, or a line that nobody takes.
    private var isFinished = false

    /// So many steps are kept for `:why`, `:log` and `:undo`, at least: the input may be endless.
    private static let keptSteps = 500

    init(
        _ bench: Workbench, _ output: SessionOutput, _ reader: PieceReader,
        lineEnds: PlainLineEnds
    ) {
        self.bench = bench
        self.output = output
        self.reader = reader
        self.lineEnds = lineEnds
    }

    /// Plays all lines; at their end the client closes.
    mutating func play() throws {
        connect(when: .connection)
        var piece = try reader.next()
        // A script that was played first may have closed its connection; the lines that follow want another.
        if piece != nil { connect(when: .nothing) }
        var isStart = true
        while let next = piece, !isFinished {
            lineNumber += isStart ? 1 : 0
            take(next, isWhole: isStart && next.end != nil)
            isStart = next.end != nil
            piece = try reader.next()
        }
        if !isFinished { close() }
        noteServerLines()
        if hasFailed { throw ExitStatus.usage }
    }

    private mutating func take(_ piece: PieceReader.Piece, isWhole: Bool) {
        guard isWhole else { return send(piece) }
        switch TypedLine(piece.text, isContent: bench.simulator.takesContent) {
        case .command(let text): perform(String(decoding: text, as: UTF8.self))
        case .text(let text): take(PieceReader.Piece(text: text, end: piece.end))
        }
    }

    private mutating func take(_ line: PieceReader.Piece) {
        let simulator = bench.simulator
        guard simulator.expectation != .nothing else { return takeAfterEnd(line) }
        if !simulator.takesContent, ServerLine.isLikely(line.text) {
            serverLines += 1
            if serverLines == 1 { note(line.text, "is what a server says, and was not sent") }
            return
        }
        send(line)
    }

    private mutating func takeAfterEnd(_ line: PieceReader.Piece) {
        guard !line.text.isEmpty else { return }
        isFinished = true
        Console.note(
            "smtpsim: warning: the connection is closed; the rest of the input was not used")
    }

    private func note(_ line: [UInt8], _ what: String) {
        let shown = EscapedText.shown(line, limit: 100)
        Console.note("smtpsim: warning: line \(lineNumber) \(what): \(shown)")
    }

    private func noteServerLines() {
        guard serverLines > 1 else { return }
        Console.note("smtpsim: warning: \(serverLines) lines of a server were not sent")
    }
}

extension PipedLines {
    /// Performs a command of the prompt.
    private mutating func perform(_ text: String) {
        switch bench.perform(piped: text, line: lineNumber) {
        case .page(let page): output.write(page, step: bench.simulator.steps.last?.number ?? 0)
        case .step(let step, let messages):
            output.write(step)
            say(messages, of: text)
        case .elsewhere(let command, let messages):
            output.write(leading: command)
            say(messages, of: text)
        case .failed(let why):
            hasFailed = true
            Console.fail(Failure("standard input:\(lineNumber): \(why)"))
        case .quit: isFinished = true
        }
        answerByDefault()
    }

    private func say(_ messages: [String], of text: String) {
        guard !messages.isEmpty else { return }
        let command = ScriptSecrets.masked(":" + text).dropFirst()
        output.write(
            ScriptPage(
                command: String(command), file: "standard input", line: lineNumber, lines: messages),
            step: bench.simulator.steps.last?.number ?? 0)
    }

    /// Sends a line, or a piece of a very long one.
    private mutating func send(_ piece: PieceReader.Piece) {
        let end = lineEnds == .crlf && piece.end != nil ? .crlf : piece.end
        let bytes = piece.text + (end?.octets ?? [])
        guard !bytes.isEmpty else { return }
        attempt { simulator throws(SimulatorError) in try simulator.send(bytes: bytes) }
        answerByDefault()
    }

    /// Nobody is there to answer: the default applies.
    private mutating func answerByDefault() {
        while let question = bench.simulator.openQuestion {
            let answer = question.hook.defaultAnswer
            attempt { simulator throws(SimulatorError) in try simulator.answer(answer) }
        }
    }

    private mutating func connect(when expectation: Expectation) {
        attempt { simulator throws(SimulatorError) in
            guard simulator.expectation == expectation else { return nil }
            return try simulator.connect()
        }
    }

    private mutating func close() {
        attempt { simulator throws(SimulatorError) in
            guard simulator.expectation != .nothing else { return nil }
            return try simulator.close()
        }
    }

    private mutating func attempt(
        _ body: (inout Simulator) throws(SimulatorError) -> Step?
    ) {
        do {
            if let step = try bench.drive(body) { output.write(step) }
            guard bench.simulator.steps.count > 2 * PipedLines.keptSteps else { return }
            bench.forgetPast(keeping: PipedLines.keptSteps)
        } catch {
            Console.fail(Failure(error.description))
        }
    }
}
