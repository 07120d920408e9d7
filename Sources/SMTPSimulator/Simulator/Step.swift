import SMTPDriver
import SMTPPolicy
import SMTPSession

/// One thing that a person did, which undo takes back.
public struct Step: Sendable {
    /// Its number among what the client did, from 1; 0 for what the client did not do, such as a handler.
    public var number: Int
    /// What was typed.
    public var entry: Entry
    /// The command, if that is what was typed; its secrets print masked.
    package var command: PromptCommand?
    /// What happened, in order.
    public var events: [Event]
    /// Everything as it was before.
    public var before: World
    /// Everything as it was afterwards.
    public var after: World

    /// What a person typed.
    public enum Entry: Hashable, Sendable {
        /// A line; CR LF was added.
        case text([UInt8])
        /// Exact octets.
        case bytes([UInt8])
        /// A line of message text; it was dot-stuffed, and CR LF was added.
        case messageText([UInt8])
        /// The answer to an open question.
        case answer(String)
        /// A command without its colon; secrets in it are masked.
        case command(String)
    }

    /// Whether both are the same thing done in the same place: the machines are deterministic.
    func isSame(as other: Step) -> Bool {
        number == other.number && entry == other.entry && after == other.after
    }

    /// What the client sent, in the order of the writes.
    public var writes: [ClientWrite] {
        events.compactMap { if case .sent(let write) = $0 { write } else { nil } }
    }

    /// The replies, in order.
    public var replies: [Reply] {
        events.compactMap { if case .reply(let reply) = $0 { reply } else { nil } }
    }
}
