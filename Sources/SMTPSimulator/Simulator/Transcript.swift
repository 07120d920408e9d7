import SMTPDriver
import SMTPPolicy
import SMTPScript
import SMTPSession

/// A line of a session as it is shown and saved, in the script language.
package enum TranscriptLine: Hashable, Sendable {
    /// What the client sent, as a whole script line: `C: EHLO client.example`, `C+ "NOOP\n"`.
    case client(String)
    /// What the person answered.
    case answer(String)
    /// A line of a reply, without CR LF.
    case server(String)
    /// A line that expects what the server said in other words than the reply's, as a whole script line.
    case expectation(String)
    /// Something the server did that is no reply.
    case event(ServerEvent)
    /// A command, as a whole script line: `:close`.
    case command(String)
    /// A comment, as a whole script line.
    case comment(String)
    /// What happened inside: `HELLO → MAIL   hello client.example: accept (default)`.
    case trace(String, TraceWeight)
    /// Where a command departs from the grammar.
    case caret(CaretPicture)
    /// A question is open for the person.
    case asking(Question)

    /// The line with its mark; two for a caret, none for an open question.
    package var lines: [String] {
        switch self {
        case .client(let line), .expectation(let line), .command(let line), .comment(let line):
            [line]
        case .answer(let text): [ScriptText.line(answer: text)]
        case .server(let line): [ScriptText.line(expecting: line)]
        case .event(let event): [ScriptText.line(event)]
        case .trace, .caret: traced.map(ScriptText.line(trace:))
        case .asking: []
        }
    }

    /// What of the trace the line tells, without its mark.
    var traced: [String] {
        switch self {
        case .trace(let text, _): [text]
        case .caret(let picture): picture.lines.map { "  " + $0 }
        case .client, .answer, .server, .expectation, .event, .command, .comment, .asking: []
        }
    }
}

/// What a line of the trace is worth to who wants few.
package enum TraceWeight: Hashable, Sendable {
    /// The state changed.
    case move
    /// The client was refused.
    case refusal
    case detail
}

/// Turns what happened into lines: a pure function, for the terminal, saved scripts and failures.
package struct Transcript {
    private let secrets: SecretDisplay
    private var trace: TraceText
    private var reading: Reading?
    private var lines: [TranscriptLine] = []

    private init(phase: String, secrets: SecretDisplay) {
        trace = TraceText(phase: phase, secrets: secrets)
        self.secrets = secrets
    }

    /// The lines of a step: what was sent, the replies, and a trace line for each reply.
    package static func lines(of step: Step, secrets: Bool = false) -> [TranscriptLine] {
        let secrets = SecretDisplay(step.secretNumbers, isShown: secrets)
        var transcript = Transcript(phase: step.before.machine.phaseName, secrets: secrets)
        for event in step.events { transcript.add(event) }
        transcript.lines += transcript.trace.finished()
        return transcript.lines
    }

    private mutating func add(_ event: Event) {
        lines += trace.lines(before: event)
        switch event {
        case .sent(let write):
            lines += ScriptText.lines(sending: secrets.octets(of: write)).map(TranscriptLine.client)
        case .read(let reading): self.reading = reading
        case .reply(let reply):
            lines += secrets.lines(of: reply, to: reading).map(TranscriptLine.server)
        case .asking(let question): lines.append(.asking(question))
        case .startTLS: lines.append(.event(.tls))
        case .closedByServer: lines.append(.event(.close))
        case .fault, .decided, .note, .transition, .message, .secured, .closedByClient, .shutdown,
            .connected, .waited:
            break
        }
    }
}
