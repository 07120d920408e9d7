import SMTPGrammar

// How the machine works.
//
// A session is a value. `receive` takes one input, moves the session on, and appends all outputs.
// Octets from the client go into `input`, and `advance` reads them: it cuts lines, or hands message
// text to the scanner, as long as there are octets and no question is open. If readings are wanted,
// each begins with what the octets are taken for. A command line is parsed by its verb's file
// (`Verbs/`), after one function (`Session+Admission.swift`) has said whether the verb is in order.
// Where the server's policy decides, the file asks; the answer comes back through `resume`, to the
// same file. So each verb is read in one place, from its syntax to its effect.
//
// `control` says what the session waits for, how octets are framed, and how it goes on after a
// question; what grows lies beside it. `resetTransaction` is the one way a transaction ends.

/// An SMTP server session that does no input or output of its own.
///
///     var session = Session(Configuration())
///     let outputs = try session.receive(.connected(Peer()))
///
/// A session can be copied, compared, stored and run again: it knows no socket, clock or chance.
/// - SeeAlso: [RFC 5321](https://www.rfc-editor.org/rfc/rfc5321)
public struct Session: Machine {
    /// The server's settings; they can be changed at any time between inputs.
    public var configuration: Configuration {
        @inline(__always) get { settings }
        set {
            settings = newValue
            offeredKeywords.forget()
        }
    }
    /// What the server waits for.
    public var phase: Phase {
        // Inlined, since calling a function that reads a session this large copies it first.
        @inline(__always) get { control.phase }
    }
    /// What MAIL and RCPT have said so far.
    public internal(set) var envelope = Envelope()
    /// What HELO or EHLO said, since the connection or the TLS layer began.
    public internal(set) var hello: Hello?
    /// Who the client proved to be.
    public internal(set) var authenticatedUser: String?
    /// Who connected; nil before that.
    public internal(set) var peer: Peer? {
        get { peers.first }
        set { peers = newValue.map { [$0] } ?? [] }
    }
    /// What is known of the TLS layer, once there is one.
    public internal(set) var tls: TLSInfo? {
        get { layers.first }
        set { layers = newValue.map { [$0] } ?? [] }
    }
    /// The time as last handed over.
    public internal(set) var clock = Instant.zero

    /// Transactions whose connection was lost in message text; they can go on in a later session.
    public var interruptions: [InterruptedTransaction] = []

    @Boxed private var settings: Configuration
    var control = Control.unconnected
    var input = InputBuffer()
    var scanner = ContentScanner()
    /// Where the findings in message text are; kept only where readings are wanted.
    var textWatches: [TextWatch] = []
    /// What the header of the message holds; a watch only where something asks for it.
    var received = ReceivedCount()
    var headers: [HeaderWatch] = []
    /// Out of the way, like the watch on text: a session is copied often, and these are rarely looked at.
    var peers: [Peer] = []
    var layers: [TLSInfo] = []
    var watch = CredentialWatch()
    var counters = Counters()
    var tally = Tally()
    var times = Times()
    var offeredKeywords = OfferedKeywords()
    /// Where replies go while an input is handed over whose driver sends them as they are; else nil.
    var replies: ReplyBuffer?
    /// What is answered now; that decides the form of a reply, never what comes next.
    var subject = Subject.connection
    /// What explains a line that is no command; that decides notes, never what comes next.
    var trail = Trail.none
    /// What the reply to EHLO listed, where a policy worded it; else the configuration says it.
    var listed: [String]?

    // What EHLO lists follows from the rest.
    enum CodingKeys: String, CodingKey {
        case settings = "configuration"
        case control, envelope, hello, authenticatedUser, peers, clock, input
        case scanner, textWatches, received, headers, watch, counters, tally, times, subject, trail
        case listed, interruptions, layers
    }

    /// A session that waits for its connection.
    public init(_ configuration: Configuration = Configuration()) {
        settings = configuration
    }

    /// Its settings, to be kept by what looks at a few of them: a copy of them all would count their references.
    var sharedSettings: Boxed<Configuration> { @inline(__always) get { _settings } }

    /// The settings with what EHLO lists by them, for other sessions to take over.
    package mutating func preparedSettings() -> PreparedSettings {
        prepareOffer()
        return PreparedSettings(settings: _settings, offeredKeywords: offeredKeywords)
    }

    /// Takes the settings of another session, which both share from then on.
    package mutating func take(_ prepared: PreparedSettings) {
        _settings = prepared.settings
        offeredKeywords = prepared.offeredKeywords
    }

    /// What a reply answers.
    enum Subject: UInt8, Hashable, Sendable, Codable {
        /// The connection, HELO or EHLO, whose replies have no enhanced status codes.
        case connection
        /// Anything else.
        case other
        /// VRFY or EXPN, whose replies show mailboxes.
        case mailbox
        /// The same with the parameter SMTPUTF8 (RFC 6531 §3.7.4.2).
        case mailboxInUTF8
    }

    /// What the server waits for.
    @nonexhaustive
    public enum Phase: String, Hashable, Sendable, Codable, CaseIterable {
        /// The connection, or the answer whether to take it.
        case start = "START"
        /// What a proxy says of its client.
        case proxyHeader = "PROXY"
        /// HELO or EHLO.
        case hello = "HELLO"
        /// MAIL.
        case mail = "MAIL"
        /// Recipients, or DATA once there is one.
        case recipient = "RCPT"
        /// Message text.
        case data = "DATA"
        /// The octets of a chunk.
        case chunk = "BDAT"
        /// The next chunk, by BDAT.
        case chunks = "CHUNK"
        /// A SASL response.
        case authentication = "AUTH"
        /// The TLS handshake.
        case handshake = "TLS"
        /// Replies of the client, since the roles are reversed.
        case turned = "TURNED"
        /// Nothing: the connection is closed.
        case closed = "CLOSED"
    }
}
