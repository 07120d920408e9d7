import SASL
import SMTPGrammar
import SMTPPolicy
import SMTPSession

/// An SMTP server without its network: octets of the client in, octets for the client out.
///
///     var server = SMTPServer()
///     server.validateRecipient = { $0.hasSuffix("@example.org") }
///     server.messageReceived = { message in try store(message) }
///     send(server.start().wire)
///     while !server.isClosed, let octets = read() { send(server.receive(octets)) }
///
/// The closures are the server's decisions; one that is nil takes the default. One that throws
/// becomes `451 4.3.0`, or the reply of a ``Refusal``, and leaves the session in step. Beside
/// `receive`, which takes octets in any portions, there are calls for one line at a time:
/// ``parse(_:)-(ArraySlice<UInt8>)``, ``processCommand(_:)-(String)`` and
/// ``processData(_:)-(String)``; they can be mixed freely. A server that is used before it was
/// started is started first.
///
/// It is a value: a copy goes its own way. A closure cannot use the variable that holds the server
/// which calls it.
public struct SMTPServer {
    /// The server's settings.
    ///
    /// STARTTLS is offered only with a `tlsHandler`, AUTH only with `validateAuthentication` or
    /// `credentials`; its questions follow from the closures.
    public var configuration: Configuration { didSet { refresh() } }
    /// The users and their passwords, for AUTH without `validateAuthentication`.
    public var credentials = Credentials() { didSet { refresh() } }

    /// Takes lines of a log; they hold no password and no control character.
    public var logHandler: ((String) -> Void)?
    /// Stores a message, and returns what it is called.
    ///
    /// Without it every message is refused with 452: a server that says 250 has taken
    /// responsibility.
    public var messageReceived: ((ReceivedMessage) throws -> String)?
    /// Whether mail from a mailbox is taken; it is empty for the null sender.
    public var validateSender: ((String) throws -> Bool)? { didSet { refresh() } }
    /// Whether mail for a mailbox is taken.
    public var validateRecipient: ((String) throws -> Bool)? { didSet { refresh() } }
    /// Whether a client is who it says: the mechanism, and what the client sent by it.
    ///
    /// PLAIN and LOGIN: user and password. CRAM-MD5: user, digest in hexadecimal, challenge.
    /// EXTERNAL: the identity that TLS proves. Other mechanisms: the responses.
    public var validateAuthentication: ((String, [String]) throws -> Bool)? {
        didSet { refresh() }
    }
    /// Looks at each command before its order and syntax are: the verb in capitals, and the rest.
    ///
    /// A reply, 4yz or 5yz, refuses it; nil lets it go on.
    public var verbFilter: ((String, String) throws -> CustomReply?)? { didSet { refresh() } }
    /// Whether a TLS handshake can be done now.
    ///
    /// When ``isAwaitingHandshake`` then turns true, do it and call ``secured(_:)``.
    public var tlsHandler: (() throws -> Bool)? { didSet { refresh() } }
    /// The SASL mechanisms to offer, asked at each EHLO.
    public var authenticationMechanisms: (() throws -> [String])? { didSet { refresh() } }

    /// The session as it stands.
    public internal(set) var session: Session
    var content = MessageContent()
    var messageCount = 0

    /// A server that is not started.
    ///
    /// - Parameter configuration: its settings
    public init(_ configuration: Configuration = Configuration()) {
        self.configuration = configuration
        session = Session(configuration)
        refresh()
    }

    /// Whether the connection is to be closed.
    public var isClosed: Bool { session.phase == .closed }

    /// Whether the client was told to begin the TLS handshake.
    public var isAwaitingHandshake: Bool { session.phase == .handshake }

    private var canAuthenticate: Bool {
        validateAuthentication != nil || !credentials.users.isEmpty
    }

    private mutating func refresh() {
        var effective = configuration
        effective.questions = questions
        if tlsHandler == nil { effective.extensions.remove(.startTLS) }
        if !canAuthenticate { effective.extensions.remove(.auth) }
        session.configuration = effective
    }

    /// Only what a closure can answer is asked; the message always is, since without storage it is
    /// refused.
    private var questions: HookSet {
        var hooks = HookSet([Hook.message, .auth])
        if verbFilter != nil { hooks.formUnion(HookSet(.verb)) }
        if validateSender != nil { hooks.formUnion(HookSet(.sender)) }
        if validateRecipient != nil { hooks.formUnion(HookSet(.recipient)) }
        if tlsHandler != nil { hooks.formUnion(HookSet(.tls)) }
        if authenticationMechanisms != nil { hooks.formUnion(HookSet(.hello)) }
        return hooks
    }
}
