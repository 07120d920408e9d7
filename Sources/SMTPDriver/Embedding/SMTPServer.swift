import SASL
import SMTPGrammar
import SMTPPolicy
import SMTPSession

/// An SMTP server without its network: octets of the client in, octets for the client out.
///
/// ```swift
/// let server = SMTPServer()
/// server.validateRecipient = { $0.hasSuffix("@example.org") }
/// server.messageReceived = { message in try store(message) }
/// send(server.start().wire)
/// while !server.isClosed, let octets = read() { send(server.receive(octets)) }
/// ```
///
/// Closures are the server's decisions. Each of the thirteen questions of a session can be answered by
/// `on(_:_:)`, with a view of the session, now or after a while; for what is asked most there are
/// closures with simpler types. What no closure answers takes its default. A closure that throws becomes
/// `451 4.3.0`, or the reply of a ``Refusal``, and leaves the session in step.
///
/// Beside `receive`, which takes octets in any portions, there are calls for one line at a time:
/// ``parse(_:)-(ArraySlice<UInt8>)``, ``processCommand(_:)-(String)`` and ``processData(_:)-(String)``;
/// they can be mixed freely. A server that is used before it was started is started first.
///
/// A class, for its closures may use the server that calls them: a value cannot be read while it changes.
/// One server serves one connection at a time, on one thread or actor.
public final class SMTPServer {
    /// The server's settings.
    ///
    /// STARTTLS is offered only if somebody does the handshake, AUTH only if somebody knows users; the
    /// questions follow from the closures.
    public var configuration: Configuration { didSet { refresh() } }
    /// The users and their passwords, for AUTH without a closure.
    public var credentials = Credentials() { didSet { refresh() } }
    /// The mechanisms that the server carries out; CRAM-MD5 is in `SASLCryptography`.
    ///
    /// Only these are offered, of those that the configuration lists.
    public var mechanisms: [Mechanism] = .standard { didSet { refresh() } }

    /// Takes log lines; they contain no passwords and no control characters.
    public var logHandler: ((String) -> Void)?
    /// Stores a message with its text, and returns what it is called.
    ///
    /// Without it, a sink or a hook every message is refused with 452: a server that says 250 has taken
    /// responsibility.
    public var messageReceived: ((ReceivedMessage) throws -> String)?
    /// Makes a sink for the text of a message that begins to arrive.
    public var messageSink: ((Envelope, SessionContext) throws -> any MessageSink)?
    /// Whether mail from a mailbox is accepted; the mailbox is empty for the null sender.
    public var validateSender: ((String) throws -> Bool)? { didSet { refresh() } }
    /// Whether mail for a mailbox is accepted.
    public var validateRecipient: ((String) throws -> Bool)? { didSet { refresh() } }
    /// Whether a client is who it claims to be, given the mechanism and what the client sent.
    ///
    /// PLAIN and LOGIN: user and password. CRAM-MD5: user, digest in hexadecimal, challenge. EXTERNAL:
    /// the identity that TLS proves.
    public var validateAuthentication: ((String, [String]) throws -> Bool)? {
        didSet { refresh() }
    }
    /// Sees each command before its order and syntax are checked: the verb in capitals, and the rest.
    ///
    /// A reply, 4yz or 5yz, refuses it; nil lets it through.
    public var verbFilter: ((String, String) throws -> CustomReply?)? { didSet { refresh() } }
    /// Whether a TLS handshake is possible now.
    ///
    /// Once ``isAwaitingHandshake`` is then true, perform it and call ``secured(_:)``.
    public var tlsHandler: (() throws -> Bool)? { didSet { refresh() } }
    /// The SASL mechanisms to offer, asked at each EHLO.
    public var authenticationMechanisms: (() throws -> [String])? { didSet { refresh() } }

    /// Transactions whose connection was lost in message text, with the text (RFC 1845).
    ///
    /// A client can go on with them in the server's next session. Hand them on if each connection has a server
    /// of its own: `later.interruptions = earlier.interruptions`. A transaction whose text went to a sink is
    /// not kept, nor is any where CHECKPOINT is off.
    public var interruptions: Interruptions {
        get { remembered.without(recalled, endedIn: session) }
        set {
            remembered = newValue
            recalled = newValue.transactions
            session.interruptions = recalled
        }
    }

    /// The session as it is now.
    public internal(set) var session: Session
    /// Replies that no call has returned, oldest first; ``takeUnsent()`` does.
    ///
    /// `parse`, `processCommand` and `processData` return the reply to their line. A greeting, if they had
    /// to start the session, and whatever else the server says, is here, and goes out before it.
    public internal(set) var unsent: [Reply] = []

    var handlers: [Hook: Handler] = [:] { didSet { refresh() } }
    var text: MessageText?
    /// What was interrupted, as far as this session has not ended it.
    var remembered = Interruptions()
    /// The interrupted transactions that the session was passed.
    var recalled: [InterruptedTransaction] = []
    var messageCount = 0
    /// The last octet of the client.
    var lastOctet: UInt8?
    /// How much earlier the session's time began than that of whoever tells the time.
    var epoch: UInt64?
    /// Whether a closure is asked at this moment.
    var isDeciding = false

    enum Handler {
        case immediate((Question, SMTPServer) throws -> Answer?)
        case suspending(Suspending)

        typealias Suspending =
            nonisolated(nonsending) (Question, SMTPServer) async throws -> Answer?
    }

    /// A server that has not been started.
    public init(_ configuration: Configuration = Configuration()) {
        self.configuration = configuration
        session = Session(configuration)
        refresh()
    }

    /// Whether the connection should be closed.
    public var isClosed: Bool { session.phase == .closed }

    /// Whether the client has been told to start the TLS handshake.
    public var isAwaitingHandshake: Bool { session.phase == .handshake }

    /// Whether a hook that suspends has to answer before the session can go on: ``resume()`` lets it.
    public var isAwaitingAnswer: Bool { session.openQuestion != nil }

    /// What hooks see of the session now.
    public var context: SessionContext {
        SessionContext(
            peer: session.peer ?? Peer(), tls: session.tls,
            authenticatedUser: session.authenticatedUser,
            hello: session.hello, envelope: session.envelope, time: time)
    }

    /// Lets a hook answer a kind of question, in place of one set before; nil leaves it to the closures.
    ///
    /// ```swift
    /// server.on(.recipient) { recipient, context in
    ///     guard context.authenticatedUser == nil else { return nil }
    ///     throw Refusal(550, "5.7.1", "Authenticate first")
    /// }
    /// ```
    public func on<Subject>(
        _ key: HookKey<Subject>, _ hook: @escaping (Subject, SessionContext) throws -> Answer?
    ) {
        handlers[key.hook] = .immediate { question, server in
            try key.subject(question, server).flatMap { try hook($0, server.context) }
        }
    }

    /// Lets a hook answer a kind of question after a while.
    ///
    /// The calls that do not suspend leave such a question open, and the client's octets wait, until
    /// ``resume()`` is called; those that suspend do it themselves.
    public func on<Subject>(
        _ key: HookKey<Subject>,
        _ hook: nonisolated(nonsending) @escaping (Subject, SessionContext) async throws -> Answer?
    ) {
        handlers[key.hook] = .suspending { question, server in
            guard let subject = key.subject(question, server) else { return nil }
            return try await hook(subject, server.context)
        }
    }

    private func refresh() {
        var effective = configuration
        effective.questions = questions
        if tlsHandler == nil, handlers[.tls] == nil { effective.extensions.remove(.startTLS) }
        if !canAuthenticate { effective.extensions.remove(.auth) }
        effective.mechanisms.removeAll { mechanisms.named($0.name) == nil }
        session.configuration = effective
    }

    private var canAuthenticate: Bool {
        validateAuthentication != nil || !credentials.users.isEmpty || handlers[.auth] != nil
    }

    /// What a closure can answer, and the message always, since without storage it is refused.
    private var questions: HookSet {
        var hooks = HookSet([Hook.message, .auth] + handlers.keys)
        if verbFilter != nil { hooks.formUnion(HookSet(.verb)) }
        if validateSender != nil { hooks.formUnion(HookSet(.sender)) }
        if validateRecipient != nil { hooks.formUnion(HookSet(.recipient)) }
        if tlsHandler != nil { hooks.formUnion(HookSet(.tls)) }
        if authenticationMechanisms != nil { hooks.formUnion(HookSet(.hello)) }
        return hooks
    }
}

// The settings that embedders change most, by their own names.

extension SMTPServer {
    /// The server's name in the greeting and in reply to EHLO.
    public var hostname: String {
        get { configuration.hostname }
        set { configuration.hostname = newValue }
    }

    /// What the greeting says after the name.
    public var ident: String {
        get { configuration.ident }
        set { configuration.ident = newValue }
    }

    /// Octets in a command line, including CR LF; a negative number sets a limit out of reach.
    public var maximumLineLength: Int {
        get { configuration.limits.commandLine }
        set { configuration.limits.commandLine = SMTPServer.limit(newValue) }
    }

    /// Recipients of a message; a negative number sets a limit out of reach.
    public var maximumRecipients: Int {
        get { configuration.limits.recipients }
        set { configuration.limits.recipients = SMTPServer.limit(newValue) }
    }

    /// Programs ported from mailhog/smtp use -1 for no limit.
    private static func limit(_ value: Int) -> Int { value < 0 ? Limits.unlimited : value }

    /// Whether mail is accepted only inside TLS.
    public var requireTLS: Bool {
        get { configuration.requiresTLS }
        set { configuration.requiresTLS = newValue }
    }

    /// Whether a space after `MAIL FROM:` is refused.
    public var rejectBrokenMAILSyntax: Bool {
        get { !configuration.tolerated.contains(.mailSpaceAfterColon) }
        set { configuration.tolerate(.mailSpaceAfterColon, !newValue) }
    }

    /// Whether a space after `RCPT TO:` is refused.
    public var rejectBrokenRCPTSyntax: Bool {
        get { !configuration.tolerated.contains(.rcptSpaceAfterColon) }
        set { configuration.tolerate(.rcptSpaceAfterColon, !newValue) }
    }
}

/// What a hook sees of the session beside the question.
public struct SessionContext: Hashable, Sendable {
    /// Who connected.
    public let peer: Peer
    /// What is known of the TLS layer; nil outside TLS.
    public let tls: TLSInfo?
    /// Who the client proved to be; nil before AUTH, empty if the mechanism names nobody.
    public let authenticatedUser: String?
    /// What HELO or EHLO said; nil before it.
    public let hello: Hello?
    /// What MAIL and RCPT have said so far.
    public let envelope: Envelope
    /// The time as last told.
    public let time: Instant
}
