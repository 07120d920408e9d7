import SMTPDriver
import SMTPSession

extension Event {
    /// Whether it is a reply or a note that is based on a rule.
    package func isBased(on rule: Rule) -> Bool {
        switch self {
        case .reply(let reply): reply.rule == rule
        case .note(let note): note.rule == rule
        case .sent, .read, .fault, .substituted, .decided, .asking, .transition, .message,
            .startTLS, .secured,
            .closedByServer, .closedByClient, .shutdown, .connected, .waited:
            false
        }
    }
}
