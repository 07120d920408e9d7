import SMTPPolicy
import SMTPSession

/// Something that a session waits for: it reads nothing until somebody says how it goes on.
public struct Hold: Hashable, Sendable {
    /// What is held; boxed, since it is there rarely.
    public indirect enum Subject: Hashable, Sendable {
        /// A question, and the decision that is taken if nobody has a better one.
        case question(Question, proposal: Decision)
        /// A reply before it is sent.
        case reply(Reply)
        /// The session after a change of state, by its display names.
        case transition(from: String, to: String)
    }

    /// Its number, from 1; no number is used twice in a server.
    public let number: Int
    /// The session that waits.
    public let session: Int
    /// What is held.
    public let subject: Subject
    /// Since when, on the server's clock; see `OperatedServer.now`.
    public let since: Instant

    /// Something that a session waits for.
    public init(number: Int, session: Int, subject: Subject, since: Instant) {
        self.number = number
        self.session = session
        self.subject = subject
        self.since = since
    }
}

/// How a held session goes on.
public enum HoldRelease: Hashable, Sendable {
    /// As it would have without anybody: the proposal, the reply as it is.
    case pass
    /// With this answer to a question; one that does not fit it is replaced by the default.
    case answer(Answer)
    /// With these octets in the place of a reply, sent as they are.
    case replace([UInt8])
    /// Without the reply: nothing is sent.
    case drop
}

/// Why a hold ended.
public enum HoldEnd: Hashable, Sendable {
    /// Somebody said how to go on.
    case released(HoldRelease)
    /// The client left, or the server closed the connection meanwhile.
    case withdrawn
}

/// What is about to happen in a session; a watcher can stop it.
public enum StopPlace: Sendable {
    /// A question is open, and this would be decided.
    case question(Question, proposal: Decision)
    /// A reply is about to be sent.
    case reply(Reply)
    /// The state changed.
    case transition(from: String, to: String)
}
