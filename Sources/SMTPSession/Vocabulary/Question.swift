import SMTPGrammar

/// A decision that RFC 5321 leaves to the server's policy.
///
/// Whoever drives the machine answers. What is large is boxed, since a session's steps keep their questions.
@nonexhaustive
public enum Question: Hashable, Sendable, Codable {
    /// May this client talk to us at all? Default: accept.
    indirect case connect(Peer)
    /// Do we accept that name? Default: accept.
    case hello(Hello)
    /// Which keywords does EHLO list? Default: those of the configuration.
    case capabilities([String])
    /// May this command go on, before its syntax and order are looked at? Default: accept.
    case verb(CommandText)
    /// Do we take mail from this sender? Default: accept.
    indirect case sender(Path, MailParameters)
    /// Do we take mail for this recipient? Default: accept.
    indirect case recipient(Recipient)
    /// Shall the client send the message text? Default: accept.
    indirect case data(Envelope)
    /// Do we take responsibility for this message? Default: accept.
    indirect case message(Envelope, octets: UInt64)
    /// Do we take responsibility for this message to this recipient? Default: accept.
    ///
    /// In LMTP, and where PRDR asks for it.
    indirect case delivery(Recipient, octets: UInt64)
    /// What is found at this URL? Default: reject.
    case fetch(String)
    /// Do we send the mail that waits for that node? Default: accept.
    case queue(String)
    /// Do we send the mail for these domains over this connection? Default: accept.
    case reversal(String)
    /// What do we send after this reply, now that the client is the server? Default: accept, which is QUIT.
    case turned(String)
    /// What comes next in this SASL exchange? Default: reject.
    indirect case authenticate(AuthenticationExchange)
    /// Can we do the handshake now? Default: accept.
    case startTLS
    /// Who is that user? Default: accept, which says 252.
    case verify(String)
    /// Who is on that list? Default: accept, which says 252.
    case expand(String)
    /// What do we say to a verb that no RFC here knows? Default: reject.
    case unknown(CommandText)

    /// The hook that answers this kind of question.
    public var hook: Hook {
        switch self {
        case .connect: .connect
        case .hello: .hello
        case .capabilities: .capabilities
        case .verb: .verb
        case .sender: .sender
        case .recipient: .recipient
        case .data: .data
        case .message: .message
        case .delivery: .delivery
        case .fetch: .burl
        case .queue: .etrn
        case .reversal: .atrn
        case .turned: .turned
        case .authenticate: .auth
        case .startTLS: .tls
        case .verify: .verify
        case .expand: .expand
        case .unknown: .unknown
        }
    }
}

/// What HELO or EHLO said.
public struct Hello: Hashable, Sendable, Codable {
    /// The domain or address literal, as the client wrote it.
    public var name: String
    /// Whether it was EHLO, so that extensions are on.
    public var isExtended: Bool

    /// A greeting by the client.
    public init(name: String, isExtended: Bool) {
        self.name = name
        self.isExtended = isExtended
    }
}

/// A command line as a filter sees it: only its first word and the rest.
public struct CommandText: Hashable, Sendable, Codable {
    /// The first word in capitals.
    public var verb: String
    /// What follows it, as the client wrote it, without the blank between.
    public var argument: [UInt8]

    /// A command line.
    public init(verb: String, argument: [UInt8]) {
        self.verb = verb
        self.argument = argument
    }
}
