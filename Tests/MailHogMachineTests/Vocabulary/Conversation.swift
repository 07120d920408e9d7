import MailHogMachine
import SMTPGrammar
import SMTPSession

/// A machine driven through the shared vocabulary, with outputs as short texts.
struct Conversation {
    var machine: MailHogMachine

    init(_ configuration: MailHogConfiguration = .simulator) throws {
        machine = MailHogMachine(configuration)
        _ = try machine.receive(.connected(Peer()))
    }

    /// One with these handlers only, and what they would say before.
    static func with(
        _ handlers: MailHogHandlers, after text: String = ""
    ) throws -> Conversation {
        var configuration = MailHogConfiguration()
        configuration.handlers = handlers
        var conversation = try Conversation(configuration)
        if !text.isEmpty { _ = try conversation.say(text) }
        return conversation
    }

    /// Sends lines, separated by `|`.
    mutating func say(_ lines: String) throws -> [String] {
        let text = lines.split(separator: "|", omittingEmptySubsequences: false)
            .map { $0 + "\r\n" }.joined()
        return try machine.receive(.bytes(Array(text.utf8))).map(\.short)
    }

    mutating func answer(_ answer: Answer) throws -> [String] {
        try machine.receive(.answer(answer)).map(\.short)
    }
}

extension Output {
    var short: String {
        switch self {
        case .reply(let reply):
            var wire: [UInt8] = []
            reply.write(into: &wire)
            return String(decoding: wire, as: UTF8.self).replacing("\r\n", with: "|")
        case .ask(let question): return "? " + question.hook.rawValue
        case .content(let octets): return "content " + String(decoding: octets, as: UTF8.self)
        case .message(let outcome): return "\(outcome.disposition) \(outcome.octets)"
        case .startTLS: return "startTLS"
        case .close: return "close"
        case .note(let note): return "note \(note.rule.id)"
        case .reading(let reading): return "read \(reading.octets.count)"
        case .transition(let from, let to): return "\(from)→\(to)"
        case .link: return "link"
        }
    }
}
