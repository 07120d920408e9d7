import SMTPDriver
import SMTPGrammar
import SMTPSession
import SMTPSimulator
import TerminalText

/// What `:set trace teach` adds: the reason of each reply, and an example of what to type next.
///
/// Each is told twice at most: who has read it goes on undisturbed.
struct Lessons: Sendable {
    private var told: [String: Int] = [:]

    private static let bound = 2

    /// Adds what a step teaches.
    mutating func add(_ step: Step, _ simulator: Simulator, to page: inout Page) {
        for reply in step.replies where isNew(reply.rule.id) {
            page.say("\(reply.code): \(reply.rule.explanation)")
        }
        guard !step.replies.isEmpty, let next = Lessons.next(simulator) else { return }
        guard isNew("next " + next.concept) else { return }
        page.show("next: " + next.example, .hint)
    }

    private mutating func isNew(_ concept: String) -> Bool {
        told[concept, default: 0] += 1
        return told[concept, default: 0] <= Lessons.bound
    }

    /// What usually comes next, and as what it counts; nil if a question is open.
    private static func next(_ simulator: Simulator) -> (concept: String, example: String)? {
        guard simulator.openQuestion == nil else { return nil }
        switch simulator.expectation {
        case .command:
            let verb = usualVerb(simulator)
            return (verb, Reference.syntax(of: verb))
        case .header: return ("header", "PROXY UNKNOWN")
        case .content: return ("text", "Subject: hello, then an empty line, the text, and a dot")
        case .authentication: return ("response", "a response in base64, or * to cancel")
        case .handshake: return ("handshake", ":tls")
        case .connection, .nothing: return ("connection", ":connect")
        }
    }

    private static func usualVerb(_ simulator: Simulator) -> String {
        let verbs = simulator.admittedVerbs
        let usual: [Verb] = simulator.envelope.recipients.isEmpty ? [.rcpt, .mail] : [.data]
        return usual.map(\.name).first(where: verbs.contains) ?? Verb.ehlo.name
    }
}
