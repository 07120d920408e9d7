import OctetText
import SMTPGrammar
import SMTPDriver
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import TerminalText

/// What happened, one JSON object for each event: what `--json` writes.
///
///     {"step":2,"event":"reply","code":250,"enhanced":"2.1.0","rule":"sender.accepted", …}
public enum EventJSON {
    /// The events of a step, in order.
    ///
    /// - Parameters:
    ///   - step: what was done
    ///   - secrets: whether credentials are shown
    /// - Returns: one object for each event
    public static func values(of step: Step, secrets: Bool = false) -> [JSON] {
        values(of: step.events, step: step.number, secrets: secrets)
    }

    /// Some events, in order.
    ///
    /// - Parameters:
    ///   - events: what happened
    ///   - step: the number of the step that they belong to
    ///   - secrets: whether credentials are shown
    /// - Returns: one object for each event
    public static func values(of events: [Event], step: Int, secrets: Bool = false) -> [JSON] {
        events.map { event in
            let head = [
                JSON.Member("step", .number(step)),
                JSON.Member("event", .string(name(event))),
            ]
            return .object(head + members(event, secrets))
        }
    }

    private static func name(_ event: Event) -> String {
        switch event {
        case .sent: "sent"
        case .read: "read"
        case .reply: "reply"
        case .fault: "fault"
        case .decided: "decided"
        case .asking: "asking"
        case .note: "note"
        case .transition: "transition"
        case .message: "message"
        case .startTLS: "starttls"
        case .secured: "secured"
        case .closedByServer: "closed-by-server"
        case .closedByClient: "closed-by-client"
        case .shutdown: "shutdown"
        case .connected: "connected"
        case .waited: "waited"
        }
    }

    private static func members(_ event: Event, _ secrets: Bool) -> [JSON.Member] {
        switch event {
        case .sent(let write):
            let octets = secrets ? write.bytes : write.masked
            return [
                JSON.Member("octets", .string(EscapedText.escaped(octets))),
                JSON.Member("count", .number(write.bytes.count)),
            ]
        case .read(let reading): return members(reading, secrets)
        case .reply(let reply): return members(reply)
        case .fault(let line, let fault):
            return [
                JSON.Member("line", .string(EscapedText.escaped(line))),
                JSON.Member("offset", .number(fault.offset)),
                JSON.Member("problem", .string(fault.explanation)),
            ]
        case .decided(let question, let answer, let source):
            return members(question) + [
                JSON.Member("answer", .string(AnswerText.print(answer))),
                JSON.Member("by", .string(source.description)),
            ]
        case .asking(let question): return members(question)
        case .note(let note):
            return [
                JSON.Member("rule", .string(note.rule.id)),
                JSON.Member("detail", .string(note.detail)),
                JSON.Member("line", .optional(note.place?.line)),
                JSON.Member("octet", .optional(note.place?.octet)),
                JSON.Member("found", .optional(note.place?.count)),
            ]
        case .transition(let from, let to):
            return [JSON.Member("from", .string(from)), JSON.Member("to", .string(to))]
        case .message(let outcome, let identifier): return members(outcome, identifier)
        case .secured(let info): return [JSON.Member("version", .string(info.version))]
        case .connected(let peer):
            return [
                JSON.Member("address", .string(peer.address)),
                JSON.Member("port", .number(Int(peer.port))),
            ]
        case .waited(let milliseconds):
            return [JSON.Member("milliseconds", .number(Int(clamping: milliseconds)))]
        case .startTLS, .closedByServer, .closedByClient, .shutdown: return []
        }
    }

    private static func members(_ reading: Reading, _ secrets: Bool) -> [JSON.Member] {
        let octets = secrets ? reading.octets : reading.maskedOctets
        let (kind, verb): (String, String?) =
            switch reading.kind {
            case .command(let verb): ("command", verb)
            case .response: ("response", nil)
            case .text: ("text", nil)
            case .dropped: ("dropped", nil)
            }
        return [
            JSON.Member("as", .string(kind)), JSON.Member("verb", .optional(verb)),
            JSON.Member("octets", .string(EscapedText.escaped(octets))),
        ]
    }

    private static func members(_ reply: Reply) -> [JSON.Member] {
        [
            JSON.Member("code", .number(Int(reply.code))),
            JSON.Member("enhanced", .optional(reply.enhanced?.description)),
            JSON.Member("rule", .string(reply.rule.id)),
            JSON.Member("lines", .strings(reply.lines)),
        ]
    }

    private static func members(_ question: Question) -> [JSON.Member] {
        [
            JSON.Member("hook", .string(question.hook.rawValue)),
            JSON.Member("subject", .text(question.subject)),
        ]
    }

    private static func members(
        _ outcome: MessageOutcome, _ identifier: String?
    ) -> [JSON.Member] {
        [
            JSON.Member("disposition", .string(outcome.disposition.rawValue)),
            JSON.Member("id", .optional(identifier)),
            JSON.Member("octets", .number(Int(clamping: outcome.octets))),
            JSON.Member("sender", outcome.envelope.sender.map { .text($0.octets) } ?? .null),
            JSON.Member("recipients", .array(outcome.envelope.recipients.map { .text($0.octets) })),
        ]
    }
}
