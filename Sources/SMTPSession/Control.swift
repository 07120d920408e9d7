import SMTPGrammar

/// What a session waits for, and how it goes on from there.
///
/// Everything that steers the session is in this one value; what grows lies beside it.
enum Control: Hashable, Sendable, Codable {
    /// No client has connected.
    case unconnected
    /// What a proxy says of its client.
    case proxyHeader
    /// The greeting turned the client away with 554: QUIT is the only command left.
    case refused
    /// The greeting was 521: the host takes no mail, and says so to all but QUIT.
    case mailless
    /// TLS is too weak for the server, which says so to all but QUIT.
    case insecure
    /// HELO or EHLO.
    case hello
    /// MAIL.
    case mail
    /// Recipients, or DATA once there is one.
    case recipient
    /// Message text.
    case text
    /// The octets of a chunk of it.
    indirect case chunk(Chunk)
    /// The next chunk, or, if one has failed, RSET.
    case chunks(isFailed: Bool)
    /// The decisions on a message for each recipient.
    indirect case deliveries(Deliveries)
    /// A SASL response.
    indirect case response(AuthenticationExchange)
    /// The TLS handshake.
    case handshake
    /// Replies: the roles are reversed, and perhaps QUIT was sent.
    case turned(hasQuit: Bool)
    /// Nothing: the connection is closed.
    case closed
    /// The answer to a question; meanwhile the client's octets wait.
    indirect case question(OpenQuestion)
}

/// A question that keeps the session waiting.
struct OpenQuestion: Hashable, Sendable, Codable {
    let question: Question
    /// When the default answer takes effect, once the answer was to delay; nil while it may be answered.
    var due: Instant?
    /// How the session goes on.
    let next: Control
    /// The phase in which the command that led to the question was read.
    var origin: Session.Phase
}

extension OpenQuestion {
    /// What the server waits for once it has the answer.
    @inline(never)
    fileprivate var phase: Session.Phase { next.phase }
}

/// How the client's octets are framed: what ends the piece that is read next.
enum Framing {
    /// CR LF ends a line.
    case lines
    /// A lone dot on a line ends message text.
    case text
    /// A number of octets was said.
    case counted
    /// The header of a proxy, of either form.
    case header
    /// Nothing is read: octets are dropped.
    case none
}

extension Control {
    /// What the server waits for from the client, whether or not a question is open.
    @inline(__always)
    var phase: Session.Phase {
        switch self {
        case .unconnected: .start
        case .proxyHeader: .proxyHeader
        case .refused, .mailless, .insecure, .hello: .hello
        case .mail: .mail
        case .recipient: .recipient
        case .text, .deliveries: .data
        case .chunk: .chunk
        case .chunks: .chunks
        case .response: .authentication
        case .handshake: .handshake
        case .turned: .turned
        case .closed: .closed
        case .question(let open): open.phase
        }
    }

    var framing: Framing {
        switch self {
        case .refused, .mailless, .insecure, .hello, .mail, .recipient, .chunks, .response, .turned:
            .lines
        case .text: .text
        case .chunk: .counted
        case .proxyHeader: .header
        case .unconnected, .deliveries, .handshake, .closed, .question: .none
        }
    }

    /// Whether a command is awaited, and no message has begun.
    @inline(__always)
    var isBetweenTexts: Bool {
        switch self {
        case .hello, .mail, .recipient: true
        case .unconnected, .proxyHeader, .refused, .mailless, .insecure, .text, .chunk, .chunks,
            .deliveries, .response, .handshake, .turned, .closed, .question:
            false
        }
    }

    /// Whether octets wait for an answer.
    @inline(__always)
    var isQuestion: Bool { if case .question = self { true } else { false } }

    @inline(__always)
    var isResponse: Bool { if case .response = self { true } else { false } }

    /// Whether message text is under way, even if a question about it is open.
    var isText: Bool {
        switch self {
        case .text, .chunk, .chunks, .deliveries: true
        case .question(let open): open.next.isText
        case .unconnected, .proxyHeader, .refused, .mailless, .insecure, .hello, .mail, .recipient,
            .response, .handshake, .turned, .closed:
            false
        }
    }

    /// Whether a mail transaction is under way.
    var isOfTransaction: Bool {
        switch self {
        case .recipient, .text, .chunks, .deliveries: true
        case .chunk(let chunk): chunk.origin.isOfTransaction
        case .question(let open): open.next.isOfTransaction
        case .unconnected, .proxyHeader, .refused, .mailless, .insecure, .hello, .mail, .response,
            .handshake, .turned, .closed:
            false
        }
    }

    /// Whether chunks have come of which one failed.
    @inline(__always)
    var hasFailedChunk: Bool { if case .chunks(isFailed: true) = self { true } else { false } }

    /// Whether the server has turned the client away.
    @inline(__always)
    var isRefused: Bool { refusal != nil }

    /// The rule of every reply but that to QUIT, once the server has turned the client away.
    @inline(__always)
    var refusal: Rule? {
        switch self {
        case .refused: .refusedConnection
        case .mailless: .noMailHost
        case .insecure: .tlsTooWeak
        case .unconnected, .proxyHeader, .hello, .mail, .recipient, .text, .chunk, .chunks,
            .deliveries, .response, .handshake, .turned, .closed, .question:
            nil
        }
    }

    @inline(__always)
    var isClosed: Bool { if case .closed = self { true } else { false } }

    @inline(__always)
    var isUnconnected: Bool { if case .unconnected = self { true } else { false } }

    /// The SASL exchange under way.
    var exchange: AuthenticationExchange? {
        switch self {
        case .response(let exchange): exchange
        case .question(let open): open.next.exchange
        case .unconnected, .proxyHeader, .refused, .mailless, .insecure, .hello, .mail, .recipient,
            .text, .chunk, .chunks, .deliveries, .handshake, .turned, .closed:
            nil
        }
    }
}

/// What a session counts.
struct Counters: Hashable, Sendable, Codable {
    /// Replies of class 5 that were the client's fault.
    var errors = 0
    /// Authentications that failed.
    var authenticationFailures = 0
    /// RCPT commands of this transaction, whatever became of them.
    var recipientCommands = 0
    /// Recipients of this transaction that were accepted and will be dropped.
    var discardedRecipients = 0
    /// For LMTP, how many recipients came before each of these; nil if there is none.
    var discardedPlaces: [Int]?
    /// Octets in clear that were dropped since STARTTLS.
    var discardedOctets: UInt64 = 0

    private enum CodingKeys: String, CodingKey {
        case errors, authenticationFailures
        // What saved sessions call it.
        case recipientCommands = "refusedRecipients"
        case discardedRecipients, discardedPlaces, discardedOctets
    }
}

/// What a session counts that only some servers limit.
struct Tally: Hashable, Sendable, Codable {
    /// Transactions of the session.
    var transactions = 0
    /// The domains of the session's recipients in small letters; kept only where they are limited.
    var recipientDomains: Set<[UInt8]> = []
}

/// From when the wait for the client is counted.
struct Times: Hashable, Sendable, Codable {
    var connected = Instant.zero
    /// When the last whole line came, or the server last spoke.
    var lastActivity = Instant.zero
}
