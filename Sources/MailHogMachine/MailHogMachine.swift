import SMTPGrammar
import SMTPSession

// How this machine works.
//
// It answers like mailhog/smtp, byte for byte, right or wrong: docs/mailhog.md lists every quirk
// and what smtpsim's own machine does instead. What the original decides by calling a handler, this
// machine asks: each function returns a `Step`, which is a reply, silence, or an `Inquiry`;
// `resume` continues with the verdict. Two fronts use these functions and decide nothing:
//
// - `MailHogMachine+Receive.swift` speaks the `Machine` vocabulary, for the prompt, scripts and
//   every other driver: inquiries become questions, answers become verdicts;
// - `MailHogServer` has the original's calls, variables and handlers as closures.
//
// The order of `dispatch` is the original's, and is its semantics: RSET before everything, STARTTLS
// before the check that requires it, and so on.

/// A server machine that answers like mailhog/smtp, with all its quirks.
///
///     var machine = MailHogMachine(.simulator)
///     let outputs = try machine.receive(.connected(Peer()))
///
/// It departs from RFC 5321 in many places on purpose; use `Session` to receive mail.
public struct MailHogMachine: Hashable, Codable, Sendable {
    /// The settings, and which handlers are set; both can be changed between inputs.
    public var configuration: MailHogConfiguration
    /// What the machine waits for.
    public var state = MailHogState.invalid
    /// The message under way.
    public var message = MailHogMessage()
    /// Whether STARTTLS was accepted; stays true inside TLS.
    public internal(set) var isTLSPending = false
    /// Whether TLS is active.
    public internal(set) var isTLSUpgraded = false
    /// The time as last handed over.
    public internal(set) var clock = Instant.zero

    /// The line of the command before, which is the user name when a LOGIN exchange ends.
    var lastLine: [UInt8] = []
    /// What a handler was asked and has not answered yet.
    var inquiry: Inquiry?
    /// When an answer that is delayed takes effect.
    public internal(set) var delayEnd: Instant?
    var connection = Connection.unopened
    var input = LineBuffer()
    /// Who connected; nil before that.
    public internal(set) var peer: Peer?
    /// What is known of the TLS layer, once there is one.
    public internal(set) var tls: TLSInfo?
    /// The state as it was last reported.
    var announced = MailHogState.invalid.name
    var watch = CredentialWatch()
    var acceptedMessages = 0
    var isDiscarded = false
    var log: [LogEntry] = []

    /// A machine that has not been started.
    public init(_ configuration: MailHogConfiguration = MailHogConfiguration()) {
        self.configuration = configuration
    }

    enum Connection: Hashable, Codable, Sendable {
        case unopened, open, closed
    }
}

/// What the machine waits for, with the original's numbers and names.
public enum MailHogState: Int, Hashable, Codable, Sendable, CaseIterable {
    /// The start.
    case invalid = -1
    /// HELO or EHLO.
    case establish = 1
    /// The response of a PLAIN exchange.
    case authPlain
    /// The user name of a LOGIN exchange.
    case authLogin
    /// The password of a LOGIN exchange.
    case authLogin2
    /// The response of a CRAM-MD5 exchange.
    case authCramMD5
    /// MAIL.
    case mail
    /// RCPT or DATA.
    case recipient
    /// Message text.
    case data
    /// Nothing: QUIT has been answered. The machine still answers.
    case done

    /// The original's name, `ESTABLISH`.
    public var name: String {
        switch self {
        case .invalid: "INVALID"
        case .establish: "ESTABLISH"
        case .authPlain: "AUTHPLAIN"
        case .authLogin: "AUTHLOGIN"
        case .authLogin2: "AUTHLOGIN2"
        case .authCramMD5: "AUTHCRAMMD5"
        case .mail: "MAIL"
        case .recipient: "RCPT"
        case .data: "DATA"
        case .done: "DONE"
        }
    }
}

/// A message as the original keeps it: any octets.
public struct MailHogMessage: Hashable, Codable, Sendable {
    /// What was between the angle brackets of MAIL; empty before it.
    public var sender: [UInt8]
    /// What was between the angle brackets of each RCPT that was accepted.
    public var recipients: [[UInt8]]
    /// The text; while it arrives with its stuffed dots and line ends, at the end without.
    public var data: [UInt8]
    /// The argument of HELO or EHLO; empty after the first message of a connection.
    public var helo: [UInt8]

    /// A message; by default an empty one.
    public init(
        sender: [UInt8] = [], recipients: [[UInt8]] = [], data: [UInt8] = [], helo: [UInt8] = []
    ) {
        self.sender = sender
        self.recipients = recipients
        self.data = data
        self.helo = helo
    }
}
