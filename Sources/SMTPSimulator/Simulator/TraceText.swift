import OctetText
import SMTPDriver
import SMTPGrammar
import SMTPPolicy
import SMTPScript
import SMTPSession

/// Gathers what one line of trace tells: the state, and why it came so.
///
///     HELLO → MAIL   hello client.example: accept (default)
///     HELLO   rule order.hello-first
///     TLS → HELLO   note tls.discarded 12 octets
struct TraceText {
    private var phase: String
    private var origin: String?
    private var fields: [String] = []
    private var hasReply = false
    private var hasRefusal = false
    private var isRefusing = false
    private var isConnecting = false
    private var caret: CaretPicture?
    private let secrets: SecretDisplay

    init(phase: String, secrets: SecretDisplay) {
        self.phase = phase
        self.secrets = secrets
    }

    /// Takes an event.
    mutating func lines(before event: Event) -> [TranscriptLine] {
        let lines = mustEnd(before: event) ? finished() : []
        add(event)
        return lines
    }

    /// Whether an event belongs to what follows the reply, and so to the next line.
    private func mustEnd(before event: Event) -> Bool {
        switch event {
        case .connected, .sent, .secured: true
        case .reply, .decided, .note, .waited, .message: hasReply
        case .asking: true
        case .read: hasReply || !fields.isEmpty
        case .fault, .substituted, .transition, .startTLS, .closedByServer, .closedByClient,
            .shutdown:
            false
        }
    }

    private mutating func add(_ event: Event) {
        switch event {
        case .decided(let decided): add(decided)
        case .reply(let reply): add(reply)
        case .note(let note):
            // The decision that is told beside them says it already.
            guard note.rule != .silent, note.rule != .delayed else { return }
            fields.append("note " + NoteText.of(note))
        case .transition(let from, let to):
            origin = origin ?? from
            phase = to
        case .connected: isConnecting = true
        case .closedByClient: fields.append("closed by the client")
        case .shutdown: fields.append("the server shuts down")
        case .waited(let milliseconds):
            fields.append("waited \(DurationText.print(milliseconds))")
        case .fault(let line, let fault):
            caret = CaretPicture(
                line: line, offset: fault.offset, explanation: fault.explanation)
        case .read(let reading): secrets.words(of: reading).map { fields.append($0) }
        case .substituted(let octets):
            fields.append("the client got \(TraceText.shown(octets)) instead (operator)")
        case .sent, .asking, .message, .startTLS, .secured, .closedByServer: break
        }
    }

    /// The line and the picture, as far as there is something to tell; then a new line begins.
    mutating func finished() -> [TranscriptLine] {
        defer { self = TraceText(phase: phase, secrets: secrets) }
        let lines = [
            text.map { TranscriptLine.trace($0, weight) }, caret.map(TranscriptLine.caret),
        ]
        return lines.compactMap(\.self)
    }

    private var weight: TraceWeight {
        isRefusing ? .refusal : move != nil || isConnecting ? .move : .detail
    }

    private var move: String? {
        origin.flatMap { $0 == phase || isConnecting ? nil : "\($0) → \(phase)" }
    }

    private var text: String? {
        guard hasReply || origin != nil || !fields.isEmpty else { return nil }
        let told = fields.isEmpty ? "" : "   " + fields.joined(separator: "; ")
        return (move ?? phase) + told
    }

    /// Octets of the operator's in the place of a reply.
    private static func shown(_ octets: [UInt8]) -> String {
        octets.isEmpty ? "nothing" : EscapedText.clipped(EscapedText.quoted(octets), to: 200)
    }

    private mutating func add(_ reply: Reply) {
        hasReply = true
        if let challenge = SecretDisplay.words(of: reply) { fields.append(challenge) }
        guard reply.class >= 4 else { return }
        isRefusing = true
        guard !hasRefusal else { return }
        fields.append("rule \(reply.rule.id)")
    }

    private mutating func add(_ decided: DecidedQuestion) {
        guard TraceText.isTold(decided) else { return }
        if TraceText.isRefusal(decided.answer) { hasRefusal = true }
        fields.append(DecisionText.of(decided))
    }

    /// Everything that somebody decided; of the defaults, those that a mail client gets to feel.
    private static func isTold(_ decided: DecidedQuestion) -> Bool {
        guard decided.source == .default else { return true }
        switch decided.question {
        case .connect, .capabilities, .verb, .unknown: return false
        case .hello, .sender, .recipient, .data, .message, .authenticate, .startTLS, .verify,
            .expand, .delivery, .queue, .fetch, .reversal, .turned:
            return true
        }
    }

    private static func isRefusal(_ answer: Answer) -> Bool {
        switch answer.name.effect {
        case .refuses: answer.name != .malformed
        case .closes, .asReplied: true
        case .takes, .drops: false
        }
    }
}

/// A decision in words: `recipient nosuch@sim.example: reject (handler 1)`.
enum DecisionText {
    static func of(_ decided: DecidedQuestion) -> String {
        "\(subject(decided.question)): \(short(decided.answer)) (\(decided.source))"
    }

    static func subject(_ question: Question) -> String {
        let hook = question.hook.rawValue
        switch question {
        case .data, .startTLS, .capabilities: return hook
        case .message(_, let octets): return "\(hook) \(octets) octets"
        case .sender(let path, _) where path.isNull: return "\(hook) <>"
        case .connect, .hello, .verb, .sender, .recipient, .authenticate, .verify, .expand,
            .unknown, .delivery, .queue, .fetch, .reversal, .turned:
            return "\(hook) \(EscapedText.clipped(EscapedText.inLine(question.subject), to: 80))"
        }
    }

    /// The answer without the words of its reply, which stand in the line above.
    private static func short(_ answer: Answer) -> String {
        if let link = answer.link { return "\(short(answer.plain)) \(link.text)" }
        let showsAll: [AnswerName] = [.rewrite, .delay, .authenticated]
        // What the server sends with a success stands in the reply.
        if case .authenticated(let user, data: .some) = answer {
            return AnswerText.print(.authenticated(user))
        }
        return showsAll.contains(answer.name) ? AnswerText.print(answer) : answer.name.rawValue
    }
}

/// A line of the client with a caret under the octet where it departs from the grammar.
///
///     MAIL FROM: <ann@client.example>
///               ^ no space is allowed after the colon
package struct CaretPicture: Hashable, Sendable {
    package let caret: Caret
    package let explanation: String

    private static let width = 72

    package init(line octets: [UInt8], offset: Int, explanation: String) {
        caret = Caret(in: octets, at: offset)
        self.explanation = explanation
    }

    /// The line, what does not show as itself escaped; of a long one the part around the caret.
    package var line: String { caret.clipped(to: CaretPicture.width).line }

    package var column: Int { caret.clipped(to: CaretPicture.width).column }

    package var lines: [String] {
        [line, String(repeating: " ", count: column) + "^ " + explanation]
    }
}
