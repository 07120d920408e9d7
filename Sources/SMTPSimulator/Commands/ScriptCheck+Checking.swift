import Crypto
import OctetText
import SMTPGrammar
import SMTPDriver
import SMTPPolicy
import SMTPScript
import SMTPSession

/// What a check needs to know beside the simulator.
struct CheckContext {
    /// The events since the client last did something.
    var events: [Event]
    /// Reads a section or a file.
    var contents: (String) throws(ScriptFileError) -> [UInt8]
}

extension ScriptCheck {
    /// Whether it holds; if not, what is there instead.
    func difference(_ simulator: Simulator, _ context: CheckContext) -> String? {
        switch self {
        case .state(let name):
            ScriptCheck.difference(simulator.phaseName, name) { "state \($0)" }
        case .sender(let path):
            ScriptCheck.difference(ScriptCheck.sender(simulator.envelope), path) {
                "\(ScriptCheck.sender($0) as ScriptCheck)"
            }
        case .recipients(let paths):
            ScriptCheck.difference(ScriptCheck.recipients(simulator.envelope), paths) {
                "recipients \(ScriptCheck.list($0))"
            }
        case .messages(let count):
            ScriptCheck.difference(simulator.mailbox.acceptedCount, count) { "messages \($0)" }
        case .message(let number, let check):
            check.difference(number, simulator.mailbox, context)
        case .hook(let hook, let count):
            ScriptCheck.difference(simulator.world.questionCounts[hook] ?? 0, count) {
                "hook \(hook.rawValue) count \($0)"
            }
        case .buffer(let count):
            ScriptCheck.difference(simulator.machine.bufferedOctets.count, count) {
                "\(ScriptCheck.buffer($0))"
            }
        case .closed:
            simulator.expectation == .nothing ? nil : "open, state \(simulator.phaseName)"
        case .rule(let rule): ScriptCheck.ruleDifference(rule, simulator)
        case .note(let rule): ScriptCheck.noteDifference(rule, context.events)
        }
    }

    static func difference<Value: Equatable>(
        _ actual: Value, _ expected: Value, _ words: (Value) -> String
    ) -> String? {
        actual == expected ? nil : words(actual)
    }

    static func sender(_ envelope: Envelope) -> String? {
        envelope.sender.map { EscapedText.inLine($0.octets) }
    }

    static func recipients(_ envelope: Envelope) -> [String] {
        envelope.recipients.map { EscapedText.inLine($0.octets) }
    }

    private static func ruleDifference(_ rule: Rule, _ simulator: Simulator) -> String? {
        guard let last = simulator.lastReply?.reply else { return "no reply yet" }
        return last.rule == rule ? nil : "rule \(last.rule.id)"
    }

    private static func noteDifference(_ rule: Rule, _ events: [Event]) -> String? {
        let notes = events.compactMap { if case .note(let note) = $0 { note.rule } else { nil } }
        guard !notes.contains(rule) else { return nil }
        return notes.isEmpty ? "no note" : "note \(notes.map(\.id).joined(separator: ", "))"
    }
}

extension ScriptCheck.MessageCheck {
    fileprivate func difference(
        _ number: Int, _ mailbox: Mailbox, _ context: CheckContext
    ) -> String? {
        guard let message = mailbox["m\(number)"] else {
            return "messages \(mailbox.acceptedCount)"
        }
        let prefix = "message \(number)"
        switch self {
        case .size(let size):
            return ScriptCheck.difference(message.octets, size) { "\(prefix) size \($0)" }
        case .sender(let path):
            return ScriptCheck.difference(ScriptCheck.sender(message.envelope), path) {
                "\(prefix) sender <\($0 ?? "")>"
            }
        case .recipients(let paths):
            return ScriptCheck.difference(ScriptCheck.recipients(message.envelope), paths) {
                "\(prefix) recipients \(ScriptCheck.list($0))"
            }
        case .digest(let digest):
            guard let content = message.content else { return "\(prefix) without its text" }
            let actual = SHA256.hash(data: content.octets).map(\.hexadecimal).joined().lowercased()
            return actual == digest ? nil : "\(prefix) sha256 \(actual)"
        case .body(let name):
            guard let content = message.content else { return "\(prefix) without its text" }
            return bodyDifference(content.octets, name, context).map { "\(prefix) \($0)" }
        }
    }

    private func bodyDifference(
        _ actual: [UInt8], _ name: String, _ context: CheckContext
    ) -> String? {
        do throws(ScriptFileError) {
            let expected = try context.contents(name)
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
