/// The kinds of questions, by the names a person types.
@nonexhaustive
public enum Hook: String, CaseIterable, Hashable, Sendable, Codable {
    /// Greet this client with 220? RFC 5321 §3.1.
    case connect
    /// Take this `HELO` or `EHLO`? RFC 5321 §4.1.1.1.
    case hello
    /// Which keywords does `EHLO` list? RFC 5321 §4.1.1.1.
    case capabilities
    /// Let this command pass? Asked of every command line.
    case verb
    /// Take this reverse path of `MAIL FROM`? RFC 5321 §4.1.1.2.
    case sender
    /// Take this forward path of `RCPT TO`? RFC 5321 §4.1.1.3.
    case recipient
    /// Say 354 to `DATA`? RFC 5321 §4.1.1.4.
    case data
    /// Take this message? RFC 5321 §4.2.5.
    case message
    /// Take this message for this recipient? RFC 2033 §4.2.
    case delivery
    /// What follows in this `AUTH` exchange? RFC 4954 §4.
    case auth
    /// Say 220 to `STARTTLS`? RFC 3207 §4.
    case tls
    /// Who is the user of this `VRFY`? RFC 5321 §3.5.
    case verify
    /// Who is on the list of this `EXPN`? RFC 5321 §3.5.
    case expand
    /// What does `BURL` find at this URL? RFC 4468 §3.
    case burl
    /// Send the mail that waits, as `ETRN` asks? RFC 1985 §5.
    case etrn
    /// Send the mail for these domains over this connection, as `ATRN` asks? RFC 2645 §5.2.1.
    case atrn
    /// What is sent after this reply, once `ATRN` has reversed the roles? RFC 2645 §5.3.
    case turned
    /// What does this unknown command do? RFC 5321 §4.2.4.
    case unknown

    /// One sentence on when the machine asks.
    public var summary: String { declaration.summary }

    /// What a pattern is matched against.
    public var subject: String { declaration.subject ?? "nothing; only * fits" }

    /// Whether there is something that a pattern can be compared with.
    public var hasSubject: Bool { declaration.subject != nil }

    /// The answer if nobody decides otherwise.
    public var defaultAnswer: Answer { declaration.defaultAnswer }

    /// The answers that a question of this kind takes.
    public var answers: [AnswerName] { AnswerName.allCases.filter { $0.suits(self) } }

    /// All that there is to know of a hook, but for the answers that suit it: these name their hooks.
    private struct Declaration {
        let summary: String
        let subject: String?
        let defaultAnswer: Answer

        init(_ summary: String, about subject: String?, default answer: Answer = .accept()) {
            self.summary = summary
            self.subject = subject
            defaultAnswer = answer
        }
    }

    private var declaration: Declaration {
        switch self {
        case .connect:
            Declaration(
                "A client connected; asked before the greeting.", about: "the client's address")
        case .hello:
            Declaration("HELO or EHLO gave a well-formed name.", about: "the client's name")
        case .capabilities:
            Declaration("EHLO was accepted; asked which keywords to list.", about: nil)
        case .verb:
            Declaration(
                "A command line arrived; asked before its order and syntax are checked.",
                about: "the verb")
        case .sender:
            Declaration(
                "MAIL, in order, gave a well-formed reverse path.",
                about: "the reverse path without brackets or source route; empty for <>")
        case .recipient:
            Declaration(
                "RCPT, in order and within the limit, gave a well-formed forward path.",
                about: "the forward path without brackets or source route")
        case .data:
            Declaration(
                "DATA came in order; asked before 354.",
                about: "the reverse path without brackets or source route")
        case .message:
            Declaration(
                "A message is complete; asked before the reply that accepts it.",
                about: "the reverse path without brackets or source route")
        case .delivery:
            Declaration(
                "A message is to be taken for one recipient; asked in LMTP, and with PRDR.",
                about: "the forward path without brackets or source route")
        case .burl:
            Declaration(
                "BURL named a part of the message; asked for its content.", about: "the URL",
                default: .reject())
        case .etrn: Declaration("ETRN named a node.", about: "the argument of ETRN")
        case .atrn:
            Declaration(
                "ATRN asked for the mail of domains; after accept the roles reverse.",
                about: "the argument of ATRN")
        case .turned:
            Declaration(
                "The client, a server since ATRN, replied; asked what to send: reply \"EHLO a.example\\r\\n\", or accept for QUIT.",
                about: "the last line of the reply")
        case .auth:
            Declaration(
                "AUTH began or a SASL response came; asked for the next challenge or the verdict.",
                about: "the user, once known; else the mechanism", default: .reject())
        case .tls: Declaration("STARTTLS came in order; asked before 220.", about: nil)
        case .verify: Declaration("VRFY named a user.", about: "the argument of VRFY")
        case .expand: Declaration("EXPN named a list.", about: "the argument of EXPN")
        case .unknown:
            Declaration(
                "A command had a verb that the machine does not know.", about: "the verb",
                default: .reject())
        }
    }
}

/// A set of hooks.
public struct HookSet: OptionSet, Hashable, Sendable, Codable {
    /// One bit for each hook, in the order of their declaration.
    public let rawValue: UInt32

    /// A set from its bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The set of these hooks.
    public init(_ hooks: [Hook]) {
        self = []
        for hook in hooks { formUnion(HookSet(hook)) }
    }

    /// The set of one hook.
    public init(_ hook: Hook) {
        rawValue =
            switch hook {
            case .connect: 1 << 0
            case .hello: 1 << 1
            case .capabilities: 1 << 2
            case .verb: 1 << 3
            case .sender: 1 << 4
            case .recipient: 1 << 5
            case .data: 1 << 6
            case .message: 1 << 7
            case .auth: 1 << 8
            case .tls: 1 << 9
            case .verify: 1 << 10
            case .expand: 1 << 11
            case .unknown: 1 << 12
            case .delivery: 1 << 13
            case .etrn: 1 << 14
            case .burl: 1 << 15
            case .atrn: 1 << 20
            case .turned: 1 << 21
            }
    }

    /// Every hook.
    public static let all = HookSet(Hook.allCases)

    /// Whether the set contains a hook.
    public func contains(_ hook: Hook) -> Bool { contains(HookSet(hook)) }
}
