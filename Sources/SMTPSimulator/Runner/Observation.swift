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
    /// Which of the run's replies it is, from 0; nil for what is no reply.
    var number: Int?
    /// Why a reply was given; it is put into words only for a failure.
    let reason: ObservationReason?
    /// What was traced after it.
    var trace: [String] = []
    /// The script's line that made it happen, as far as that can be told.
    var cause: ScriptPlace?
    /// The last line of the write or command that it belongs to.
    var end: ScriptPlace?
    /// The rule of the reply.
    var rule: Rule?
    /// How the run went on elsewhere after it.
    var detour: String?

    /// Why it happened, in a sentence.
    var why: String? { reason?.words }

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

/// Why a reply was given.
enum ObservationReason {
    /// By a decision; `hasHandlers` if there were handlers for its question, which did not match.
    case decision(DecidedQuestion, hasHandlers: Bool)
    /// By a rule.
    case rule(Rule)

    /// What a reader wants to know of a reply that is not the expected one.
    var words: String {
        switch self {
        case .decision(let decided, let hasHandlers):
            let text = DecisionText.of(decided)
            let isUnmatched = decided.source == .default && hasHandlers
            return isUnmatched ? text + "; no handler matched" : text
        case .rule(let rule):
            let words = "rule \(rule.id) (\(rule.clause))"
            let text = "\(rule.text)"
            // Another machine's rule has no words of its own.
            return text.isEmpty ? words : "\(words): \(text)"
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
    /// How many of the run's replies there were by now.
    private(set) var replyCount: Int
    /// What was traced before the server did anything.
    private(set) var leadingTrace: [String] = []

    /// Gathers the trace; nil if nobody wants it.
    private var trace: TraceText?
    /// What was decided last, since the last reply.
    private var decision: DecidedQuestion?
    /// Whether more than defaults and filters decided, since then.
    private var isDecided = false
    private let handlers: HandlerList
    /// The lines of the write: in a group of commands each has one reply.
    private let causes: [ScriptPlace]
    private var replies = 0

    /// Reads a step, after so many replies; the trace only if it is wanted.
    init(_ step: Step, causes: [ScriptPlace], isTraced: Bool, after replyCount: Int = 0) {
        self.replyCount = replyCount
        if isTraced {
            trace = TraceText(
                phase: step.before.machine.phaseName, secrets: SecretDisplay(step.secretNumbers))
        }
        handlers = step.before.policy.handlers
        self.causes = causes
        for event in step.events { add(event) }
        if let traced = trace?.finished() { note(traced) }
    }

    private mutating func add(_ event: Event) {
        if let traced = trace?.lines(before: event) { note(traced) }
        switch event {
        case .decided(let decided):
            decision = decided
            if decided.source != .default, decided.question.hook != .verb { isDecided = true }
        case .reply(let reply):
            let reason = reason(reply)
            for received in ReceivedReply.list(reply) {
                observations.append(
                    Observation(
                        content: .reply(received), number: replyCount, reason: reason,
                        cause: cause, end: causes.last, rule: reply.rule))
                replyCount += 1
            }
            decision = nil
            isDecided = false
            replies += 1
        case .startTLS: add(.tls)
        case .closedByServer: add(.close)
        case .sent, .read, .fault, .substituted, .asking, .note, .transition, .message, .secured,
            .closedByClient,
            .shutdown, .connected, .waited:
            break
        }
    }

    private mutating func add(_ event: ServerEvent) {
        observations.append(
            Observation(content: .event(event), reason: nil, cause: cause, end: causes.last))
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

    private func reason(_ reply: Reply) -> ObservationReason {
        guard let decision, reply.class < 4 || reply.isRaw || isDecided else {
            return .rule(reply.rule)
        }
        let hook = decision.question.hook
        return .decision(decision, hasHandlers: handlers.contains { $0.hook == hook })
    }
}
