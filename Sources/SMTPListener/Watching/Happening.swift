import SMTPDriver
import SMTPSession

/// What a server with clients reports to its watcher, in order for each session.
///
/// Sessions have numbers, from 1 in the order in which clients connected; no number is used twice.
public enum Happening: Sendable {
    /// A client connected, to the endpoint that is named.
    case opened(session: Int, Peer, endpoint: String)
    /// Something happened in a session; its phase is the one that the machine was in before.
    case happened(session: Int, SessionMoment)
    /// The session waits for somebody to say how it goes on.
    case held(Hold)
    /// Nobody needs to say it any more: it was said, or the client left.
    case released(Hold, HoldEnd)
    /// A message was accepted, and is kept if there is space.
    case received(session: Int, ReceivedMessage)
    /// Something went wrong in a session, which is no failure of the others.
    case failed(session: Int, Trouble)
    /// The session is over.
    case closed(session: Int)
    /// Something about the server itself, in a sentence.
    case said(ServerRemark)
}

/// What one input did to a session.
public struct SessionMoment: Sendable {
    /// What the client did so far, and timeouts; 0 for what is not the client's doing.
    public var step: Int
    /// The machine's state before it, by its display name.
    public var phase: String
    /// The events, in order; what is sent and read holds credentials, with their place.
    public var events: [Event]
    /// When it happened, on the server's clock.
    public var time: Instant
    /// The machine after it; nil unless the watcher wants it.
    public var machine: (any Machine)?
    /// In the first moment, the settings by which the session is served: they depend on whether the client is
    /// trusted.
    public var settings: Configuration?

    /// What one input did.
    public init(
        step: Int, phase: String, events: [Event], time: Instant, machine: (any Machine)? = nil,
        settings: Configuration? = nil
    ) {
        self.settings = settings
        self.time = time
        self.machine = machine
        self.step = step
        self.phase = phase
        self.events = events
    }
}

/// What went wrong in a session.
public enum Trouble: Hashable, Sendable {
    /// The TLS handshake failed; why, as the TLS library says it.
    case handshake(String)
    /// The connection was lost; why, as the system says it.
    case connection(String)
    /// A message could not be stored, and the client was told to come back.
    case storage(String)
}

/// Something about a server itself.
public enum ServerRemark: Hashable, Sendable {
    /// It accepts connections here: `127.0.0.1:2525`.
    case listening(String)
    /// A question was to be asked, but there is nobody to ask: it takes its default. Said once.
    case nobodyToAsk(Hook)
    /// A connection was refused, since there are as many as are allowed.
    case full(limit: Int)
    /// It stops: no connection is accepted any more, and so many sessions have a message under way.
    case ending(waitingFor: Int)
    /// A connection could not be accepted; why, as the system says it.
    case notAccepted(String)
}
