import OctetText
import SMTPDriver
import SMTPPolicy
import SMTPScript
import SMTPSession

/// One thing that a person did, which undo takes back.
public struct Step: Sendable {
    /// Its number among what the client did, from 1; 0 for what the client did not do, such as a handler.
    public var number: Int { isNumbered ? end.number : 0 }
    /// What was typed.
    public var entry: Entry {
        switch origin {
        case .entry(let entry): entry
        case .command(let command): .command(command.description)
        }
    }
    /// The command, if that is what was typed; its secrets print masked.
    package var command: PromptCommand? {
        if case .command(let command) = origin { command } else { nil }
    }
    let origin: Origin
    let isNumbered: Bool
    /// What happened, in order.
    public var events: [Event]
    /// Everything as it was before.
    public var before: World { start.world }
    /// Everything as it was afterwards.
    public var after: World { end.world }

    let start: Snapshot
    let end: Snapshot

    /// The numbers of the secrets that were sent up to then.
    package var secretNumbers: SecretNumbers { end.secretNumbers }

    /// What came of what a person typed: a command is put into words only to be shown.
    enum Origin: Sendable {
        case entry(Entry)
        indirect case command(PromptCommand)
    }

    /// What a person typed.
    public enum Entry: Hashable, Sendable {
        /// A line; CR LF was added.
        case text([UInt8])
        /// Exact octets.
        case bytes([UInt8])
        /// Octets sent several times in one write.
        case repeated([UInt8], count: Int)
        /// A line of message text; it was dot-stuffed, and CR LF was added.
        case messageText([UInt8])
        /// The answer to an open question.
        case answer(String)
        /// A command without its colon; secrets in it are masked.
        case command(String)
    }

    /// Whether both are the same thing done in the same place: the machines are deterministic.
    func isSame(as other: Step) -> Bool {
        number == other.number && entry == other.entry && end == other.end
    }

    /// What the client sent, in the order of the writes.
    public var writes: [ClientWrite] {
        events.compactMap { if case .sent(let write) = $0 { write } else { nil } }
    }

    /// The last thing that the client sent.
    var lastWrite: ClientWrite? {
        for case .sent(let write) in events.reversed() { return write }
        return nil
    }

    /// The replies, in order.
    public var replies: [Reply] { events.replies }
}

/// A world as it was at some moment.
///
/// A class, so that the step that led there, the one that leaves it and a timeline share it.
final class Snapshot: Sendable, Equatable {
    let world: World
    /// The numbers of the secrets that were sent up to then.
    let secretNumbers: SecretNumbers
    /// The number of the last thing that the client had done; 0 for none.
    let number: Int

    init(_ world: World, _ secretNumbers: SecretNumbers = SecretNumbers(), after number: Int = 0) {
        self.world = world
        self.secretNumbers = secretNumbers
        self.number = number
    }

    static func == (left: Snapshot, right: Snapshot) -> Bool {
        left === right || left.world == right.world
    }
}

extension Sequence<Event> {
    var replies: [Reply] { compactMap { if case .reply(let reply) = $0 { reply } else { nil } } }
}

extension Step {
    /// The step in a few words: `step 4: RCPT TO:<nosuch@sim.example>`, or the command itself.
    package var title: String {
        let text = EscapedText.clipped(shownEntry, to: 60)
        return number > 0 ? "step \(number): \(text)" : text
    }

    /// What was typed, as it may be shown: secrets masked, control characters visible.
    var shownEntry: String {
        switch entry {
        case .text, .messageText:
            let masked = lastWrite.map(SecretDisplay(secretNumbers).octets) ?? []
            return EscapedText.inLine(Step.withoutEnd(masked[...]))
        case .bytes:
            return EscapedText.quoted(writes.last.map(SecretDisplay(secretNumbers).octets) ?? [])
        case .repeated(let octets, let count):
            guard !hasSecrets else {
                return EscapedText.quoted(
                    writes.last.map(SecretDisplay(secretNumbers).octets) ?? [])
            }
            return EscapedText.quoted(octets) + " *\(count)"
        case .answer(let text): return EscapedText.inLine(text.utf8)
        case .command(let text): return ":" + EscapedText.inLine(text.utf8)
        }
    }

    /// Whether anything that was sent must not be shown.
    var hasSecrets: Bool {
        events.contains { event in
            guard case .sent(let write) = event else { return false }
            return write.hasSecrets && !write.secrets.isEmpty
        }
    }

    private static func withoutEnd(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let text = line.last == 0x0A ? line.dropLast() : line
        return text.last == 0x0D ? text.dropLast() : text
    }
}
