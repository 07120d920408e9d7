import OctetText
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
    /// Whether what the client sent is cut to its beginning and its end, if it is long.
    private let isBounded: Bool
    /// What the client sent several times in one write, if it did.
    private let repeated: ClientBytes?
    private var trace: TraceText
    private var reading: Reading?
    private var lines: [TranscriptLine] = []

    private init(
        phase: String, secrets: SecretDisplay, isBounded: Bool, repeated: ClientBytes?
    ) {
        trace = TraceText(phase: phase, secrets: secrets)
        self.secrets = secrets
        self.isBounded = isBounded
        self.repeated = repeated
    }

    /// The lines of a step: what was sent, the replies, and a trace line for each reply.
    ///
    /// For the eye, much that was sent at once can be bounded to its beginning and its end.
    package static func lines(
        of step: Step, secrets: Bool = false, isBounded: Bool = false
    ) -> [TranscriptLine] {
        lines(
            of: step.events, phase: step.before.machine.phaseName,
            secrets: SecretDisplay(step.secretNumbers, isShown: secrets), isBounded: isBounded,
            repeated: step.repeated)
    }

    package static func lines(
        of events: some Sequence<Event>, phase: String,
        secrets: SecretDisplay = SecretDisplay(), isBounded: Bool = false,
        repeated: ClientBytes? = nil
    ) -> [TranscriptLine] {
        var transcript = Transcript(
            phase: phase, secrets: secrets, isBounded: isBounded, repeated: repeated)
        for event in events { transcript.add(event) }
        transcript.lines += transcript.trace.finished()
        return transcript.lines
    }

    private mutating func add(_ event: Event) {
        lines += trace.lines(before: event)
        switch event {
        case .sent(let write): lines += client(write)
        case .read(let reading): self.reading = reading
        case .reply(let reply):
            lines += secrets.lines(of: reply, to: reading).map(TranscriptLine.server)
        case .asking(let question): lines.append(.asking(question))
        case .startTLS: lines.append(.event(.tls))
        case .closedByServer: lines.append(.event(.close))
        case .fault, .substituted, .decided, .note, .transition, .message, .secured,
            .closedByClient, .shutdown,
            .connected, .waited:
            break
        }
    }

    private func client(_ write: ClientWrite) -> [TranscriptLine] {
        let bytes = secrets.octets(of: write)
        if let line = repeated?.line(sending: bytes) { return [.client(line)] }
        guard isBounded, let excerpt = Excerpt(bytes) else {
            return ScriptText.lines(sending: bytes).map(TranscriptLine.client)
        }
        return excerpt.lines
    }
}

extension Step {
    /// What the client sent several times in one write, if it did.
    var repeated: ClientBytes? {
        guard case .repeated(let octets, let count) = entry else { return nil }
        return ClientBytes(bytes: octets, count: count)
    }
}

extension ClientBytes {
    /// The line that sends these octets, if they are this repeated: `C+ "A" *100000`.
    func line(sending octets: [UInt8]) -> String? {
        guard octets.count == bytes.count * count, expanded == octets else { return nil }
        return "C+ \(EscapedText.quoted(bytes)) *\(count)"
    }
}
