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
package enum EventJSON {
    /// The events of a step, in order.
    package static func values(of step: Step, secrets: Bool = false) -> [JSON] {
        values(of: step.events, step: step.number, secrets: secrets)
    }

    /// Some events, in order.
    package static func values(of events: [Event], step: Int, secrets: Bool = false) -> [JSON] {
        var reading: Reading?
        return events.map { event in
            let head: Members = [("step", .number(step)), ("event", .string(name(event)))]
            if case .read(let read) = event { reading = read }
            if case .reply(let reply) = event, !secrets, let reading {
                return JSON(members: head + members(reply, reading.masked(reply.lines)))
            }
            return JSON(members: head + members(event, secrets))
        }
    }

    /// What a session's events are among those of others: its number comes first.
    package static func values(
        of events: [Event], step: Int, session: Int, secrets: Bool = false
    ) -> [JSON] {
        values(of: events, step: step, secrets: secrets).map {
            guard case .object(let members) = $0 else { return $0 }
            return .object([JSON.Member(name: "session", value: .number(session))] + members)
        }
    }

    /// What a looking command showed.
    package static func value(of page: ScriptPage, step: Int) -> JSON {
        JSON(members: [
            ("step", .number(step)), ("event", .string("page")),
            ("command", .string(page.command)), ("lines", .strings(page.lines)),
        ])
    }

    private typealias Members = [(String, JSON)]

    private static func name(_ event: Event) -> String {
        switch event {
        case .sent: "sent"
        case .read: "read"
        case .reply: "reply"
        case .fault: "fault"
        case .substituted: "substituted"
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

    private static func members(_ event: Event, _ secrets: Bool) -> Members {
        switch event {
        case .sent(let write):
            let octets = secrets ? write.bytes : write.masked
            return [
                ("octets", .string(EscapedText.escaped(octets))),
                ("count", .number(write.bytes.count)),
            ]
        case .read(let reading): return members(reading, secrets)
        case .reply(let reply): return members(reply, reply.lines)
        case .fault(let line, let fault):
            return [
                ("line", .string(EscapedText.escaped(line))),
                ("offset", .number(fault.offset)),
                ("problem", .string(fault.explanation)),
            ]
        case .substituted(let octets):
            return [("octets", .string(EscapedText.escaped(octets)))]
        case .decided(let decided):
            return members(decided.question) + [
                ("answer", .string(AnswerText.print(decided.answer))),
                ("by", .string(decided.source.description)),
            ]
        case .asking(let question): return members(question)
        case .note(let note):
            return [
                ("rule", .string(note.rule.id)),
                ("detail", .string(note.detail)),
                ("line", .optional(note.place?.line)),
                ("octet", .optional(note.place?.octet)),
                ("found", .optional(note.place?.count)),
                ("length", .optional(note.place?.length)),
            ]
        case .transition(let from, let to):
            return [("from", .string(from)), ("to", .string(to))]
        case .message(let outcome, let identifier): return members(outcome, identifier)
        case .secured(let info):
            return [
                ("version", .string(info.version)), ("cipher", .optional(info.cipher)),
                ("name", .optional(info.serverName)), ("identity", .optional(info.clientIdentity)),
            ]
        case .connected(let peer):
            return [("address", .string(peer.address)), ("port", .number(Int(peer.port)))]
        case .waited(let milliseconds):
            return [("milliseconds", .number(Int(clamping: milliseconds)))]
        case .startTLS, .closedByServer, .closedByClient, .shutdown: return []
        }
    }

    private static func members(_ reading: Reading, _ secrets: Bool) -> Members {
        let octets = secrets ? reading.octets : reading.maskedOctets
        let (kind, verb): (String, String?) =
            switch reading.kind {
            case .command(let verb): ("command", verb)
            case .response: ("response", nil)
            case .text: ("text", nil)
            case .chunk: ("chunk", nil)
            case .dropped: ("dropped", nil)
            }
        return [
            ("as", .string(kind)), ("verb", .optional(verb)),
            ("octets", .string(EscapedText.escaped(octets))),
        ]
    }

    private static func members(_ reply: Reply, _ lines: [String]) -> Members {
        [
            ("code", .number(Int(reply.code))),
            ("enhanced", .optional(reply.enhanced?.description)),
            ("rule", .string(reply.rule.id)),
            ("lines", .strings(lines)),
        ]
    }

    private static func members(_ question: Question) -> Members {
        [
            ("hook", .string(question.hook.rawValue)),
            ("subject", .text(question.subject)),
        ]
    }

    private static func members(_ outcome: MessageOutcome, _ identifier: String?) -> Members {
        [
            ("disposition", .string(outcome.disposition.rawValue)),
            ("id", .optional(identifier)),
            ("octets", .number(Int(clamping: outcome.octets))),
            ("sender", outcome.envelope.sender.map { .text($0.octets) } ?? .null),
            ("recipients", .array(outcome.envelope.recipients.map { .text($0.octets) })),
        ]
    }
}
