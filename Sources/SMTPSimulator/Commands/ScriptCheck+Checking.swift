import Crypto
import OctetText
import SMTPDriver
import SMTPGrammar
import SMTPPolicy
import SMTPScript
import SMTPSession

/// What a check needs to know beside the simulator.
struct CheckContext {
    var events: [Event]
    /// Sections and files, and the bound on their size in octets.
    var files: any ScriptFiles
    var limit = ScriptLimits().fileSize
}

extension ScriptCheck {
    /// What is there instead; nil if the check holds.
    func difference(_ simulator: Simulator, _ context: CheckContext) -> String? {
        switch self {
        case .state: unlike(.state(simulator.phaseName))
        case .sender: unlike(.sender(ScriptCheck.sender(simulator.envelope)))
        case .recipients: unlike(.recipients(ScriptCheck.recipients(simulator.envelope)))
        case .messages: unlike(.messages(simulator.mailbox.acceptedCount))
        case .message(let number, let check): difference(number, check, simulator.mailbox, context)
        case .hook(let hook, _):
            unlike(.hook(hook, count: simulator.world.questionCounts[hook] ?? 0))
        case .buffer: unlike(.buffer(simulator.machine.bufferedOctets.count))
        case .closed: simulator.expectation == .nothing ? nil : "open, state \(simulator.phaseName)"
        case .rule: simulator.lastReply.map { unlike(.rule($0.reply.rule)) } ?? "no reply yet"
        case .note(let rule): ScriptCheck.noteDifference(rule, context.events)
        }
    }

    private func unlike(_ actual: ScriptCheck) -> String? { actual == self ? nil : "\(actual)" }

    private static func sender(_ envelope: Envelope) -> String? {
        envelope.sender.map { EscapedText.inLine($0.octets) }
    }

    private static func recipients(_ envelope: Envelope) -> [String] {
        envelope.recipients.map { EscapedText.inLine($0.octets) }
    }

    private static func noteDifference(_ rule: Rule, _ events: [Event]) -> String? {
        let notes = events.compactMap { if case .note(let note) = $0 { note.rule } else { nil } }
        guard !notes.contains(rule) else { return nil }
        return notes.isEmpty ? "no note" : "note \(notes.map(\.id).joined(separator: ", "))"
    }

    private func difference(
        _ number: Int, _ check: MessageCheck, _ mailbox: Mailbox, _ context: CheckContext
    ) -> String? {
        guard let message = mailbox["m\(number)"] else {
            return "\(ScriptCheck.messages(mailbox.acceptedCount))"
        }
        let envelope = message.envelope
        switch check {
        case .size: return unlike(.message(number, .size(message.octets)))
        case .sender:
            return unlike(.message(number, .sender(ScriptCheck.sender(envelope) ?? "")))
        case .recipients:
            return unlike(.message(number, .recipients(ScriptCheck.recipients(envelope))))
        case .digest, .body:
            guard let octets = message.content?.octets else {
                return "message \(number) without its text"
            }
            if case .body(let name) = check {
                return bodyDifference(octets, name, context).map { "message \(number) \($0)" }
            }
            let digest = SHA256.hash(data: octets).map(\.hexadecimal).joined().lowercased()
            return unlike(.message(number, .digest(digest)))
        }
    }

    private func bodyDifference(
        _ actual: [UInt8], _ name: String, _ context: CheckContext
    ) -> String? {
        do throws(ScriptFileError) {
            let expected = try context.files.read(name, limit: context.limit)
            guard actual != expected else { return nil }
            let place = zip(actual, expected).prefix { $0 == $1 }.count
            let line = actual.prefix(place).count { $0 == 0x0A } + 1
            return "body of \(actual.count) octets, which differs from \(name) in octet "
                + "\(place + 1), line \(line)"
        } catch {
            return "body; \(error)"
        }
    }
}
