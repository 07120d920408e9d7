import SMTPDriver
import SMTPPolicy
import SMTPScript
import SMTPSession

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
        trace = TraceText(phase: step.before.machine.phaseName)
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
            .shutdown,
            .connected, .waited:
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
