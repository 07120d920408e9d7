import OctetText
import SMTPDriver
import SMTPPolicy
import SMTPScript
import SMTPSession

/// Something that the server did, which a line of the script is to expect.
struct Observation {
    enum Content: Equatable {
        case reply(ReceivedReply)
        case event(ServerEvent)
    }

    let content: Content
    /// Why it happened, in a sentence.
    let why: String?
    /// What was traced after it.
    var trace: [String] = []
    /// The script's line that made it happen, as far as that can be told.
    var cause: ScriptPlace?
    /// The last line of the write or command that it belongs to.
    var end: ScriptPlace?
    /// How the run went on elsewhere after it.
    var detour: String?

    var words: String {
        switch content {
        case .reply(let reply): reply.lines.first ?? ""
        case .event(let event): event.words
        }
    }

    /// The script lines that would expect it.
    var observed: [ObservedLine] {
        switch content {
        case .reply(let reply): reply.lines.map(ObservedLine.reply)
        case .event(let event): [.event(event)]
        }
    }
}

struct ScriptPlace: Hashable {
    let file: String
    /// The index in `Script.lines`.
    let index: Int
}

extension ReceivedReply {
    /// The replies as they come over the wire.
    ///
    /// Octets sent as they are may hold several, or none; the character after a code shows its end.
    static func list(_ reply: Reply) -> [ReceivedReply] {
        guard reply.isRaw else { return [ReceivedReply(lines: reply.lines)] }
        var replies: [ReceivedReply] = []
        var lines: [String] = []
        for line in reply.lines {
            lines.append(line)
            guard !goesOn(line) else { continue }
            replies.append(ReceivedReply(lines: lines))
            lines = []
        }
        return lines.isEmpty ? replies : replies + [ReceivedReply(lines: lines)]
    }

    static func goesOn(_ line: String) -> Bool {
        let start = Array(line.utf8.prefix(4))
        return start.count == 4 && start[3] == UInt8(ascii: "-")
            && start[..<3].allSatisfy(\.isDigit)
    }
}

/// Turns the events of a step into what a script can expect, with the trace of each.
struct ObservationReader {
    private(set) var observations: [Observation] = []
    /// What was traced before the server did anything.
    private(set) var leadingTrace: [String] = []

    private var trace: TraceText
    private var decisions: [(question: Question, answer: Answer, source: Decision.Source)] = []
    private let handlers: HandlerList
    /// The lines of the write: in a group of commands each has one reply.
    private let causes: [ScriptPlace]
    private var replies = 0

    init(_ step: Step, causes: [ScriptPlace]) {
        trace = TraceText(
            phase: step.before.machine.phaseName, secrets: SecretDisplay(step.secretNumbers))
        handlers = step.before.policy.handlers
        self.causes = causes
        for event in step.events { add(event) }
        note(trace.finished())
    }

    private mutating func add(_ event: Event) {
        note(trace.lines(before: event))
        switch event {
        case .decided(let question, let answer, let source):
            decisions.append((question, answer, source))
        case .reply(let reply):
            let why = why(reply)
            observations += ReceivedReply.list(reply).map {
                Observation(content: .reply($0), why: why, cause: cause, end: causes.last)
            }
            decisions = []
            replies += 1
        case .startTLS: add(.tls)
        case .closedByServer: add(.close)
        case .sent, .read, .fault, .asking, .note, .transition, .message, .secured, .closedByClient,
            .shutdown, .connected, .waited:
            break
        }
    }

    private mutating func add(_ event: ServerEvent) {
        observations.append(
            Observation(content: .event(event), why: nil, cause: cause, end: causes.last))
    }

    private var cause: ScriptPlace? {
        causes.isEmpty ? nil : causes[min(replies, causes.count - 1)]
    }

    private mutating func note(_ trace: [TranscriptLine]) {
        let texts = trace.flatMap(\.traced)
        guard !texts.isEmpty else { return }
        if observations.isEmpty {
            leadingTrace += texts
        } else {
            observations[observations.count - 1].trace += texts
        }
    }

    /// What a reader wants to know of a reply that is not the expected one.
    private func why(_ reply: Reply) -> String {
        if let (question, answer, source) = decisions.last, reply.class < 4 || isDecided(reply) {
            let text = DecisionText.of(question, answer, source)
            let hasHandlers = handlers.contains { $0.hook == question.hook }
            return source == .default && hasHandlers ? text + "; no handler matched" : text
        }
        let rule = "rule \(reply.rule.id) (\(reply.rule.clause))"
        let text = "\(reply.rule.text)"
        // Another machine's rule has no words of its own.
        return text.isEmpty ? rule : "\(rule): \(text)"
    }

    private func isDecided(_ reply: Reply) -> Bool {
        reply.isRaw || decisions.contains { $0.question.hook != .verb && $0.source != .default }
    }
}
