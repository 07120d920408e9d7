import MailHogMachine
import SMTPDriver
import SMTPGrammar
import SMTPPolicy
import SMTPSession

// What there is to name, for completion.

extension Simulator {
    /// The names of all states of the server, in the order of a session.
    package var stateNames: [String] {
        switch world.profile.machine {
        case .session: Session.Phase.allCases.map(\.rawValue)
        case .mailHog: MailHogState.allCases.map(\.name)
        }
    }

    /// Everything that `:expect` would find now, most telling first: `state RCPT`, `messages 1`.
    package var currentChecks: [String] {
        var checks: [ScriptCheck] = [
            .state(phaseName),
            .sender(envelope.sender.map { ScriptCheck.shown($0.octets) }),
            .recipients(envelope.recipients.map { ScriptCheck.shown($0.octets) }),
            .messages(mailbox.acceptedCount),
        ]
        for (index, message) in mailbox.messages.enumerated().suffix(9) {
            checks += ScriptCheck.all(of: message, number: index + 1)
        }
        checks += Hook.allCases.compactMap { hook in
            world.questionCounts[hook].map { .hook(hook, count: $0) }
        }
        checks.append(.buffer(machine.bufferedOctets.count))
        if expectation == .nothing { checks.append(.closed) }
        if let rule = lastReply?.reply.rule { checks.append(.rule(rule)) }
        let recent = steps.last { !$0.events.isEmpty }?.events ?? []
        checks += recent.compactMap {
            if case .note(let note) = $0 { .note(note.rule) } else { nil }
        }
        return checks.map(\.description)
    }

    /// The steps that `:goto` can reach, the latest first, each with what it was.
    package func places(_ limit: Int) -> [(number: Int, title: String)] {
        let past = steps.reversed().lazy.filter { $0.number > 0 }.prefix(limit)
        let future = undone.reversed().lazy.filter { $0.number > 0 }.prefix(limit)
        return past.map { ($0.number, $0.title) } + [(0, "the beginning")]
            + future.map { ($0.number, $0.title + " (undone)") }
    }
}

extension ScriptCheck {
    fileprivate static func all(of message: ReceivedMessage, number: Int) -> [ScriptCheck] {
        let envelope = message.envelope
        let recipients = envelope.recipients.map { shown($0.octets) }
        return [
            .message(number, .size(message.octets)),
            .message(number, .sender(shown(envelope.sender?.octets ?? []))),
            .message(number, .recipients(recipients)),
        ]
    }
}
