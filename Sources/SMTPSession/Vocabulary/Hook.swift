/// The kinds of questions, by the names that a person types.
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
    /// What follows in this `AUTH` exchange? RFC 4954 §4.
    case auth
    /// Say 220 to `STARTTLS`? RFC 3207 §4.
    case tls
    /// Who is the user of this `VRFY`? RFC 5321 §3.5.
    case verify
    /// Who is on the list of this `EXPN`? RFC 5321 §3.5.
    case expand
    /// What does this unknown command do? RFC 5321 §4.2.4.
    case unknown

    /// One sentence on when the machine asks.
    public var summary: String {
        switch self {
        case .connect: "A client connected; asked before the greeting."
        case .hello: "HELO or EHLO gave a well-formed name."
        case .capabilities: "EHLO was accepted; asked which keywords to list."
        case .verb: "A command line arrived; asked before its order and syntax are looked at."
        case .sender: "MAIL gave a well-formed reverse path in order."
        case .recipient: "RCPT gave a well-formed forward path in order and within the limit."
        case .data: "DATA came in order; asked before 354."
        case .message: "A message is complete; asked before the reply that takes it."
        case .auth:
            "AUTH began or a SASL response came; asked for the next challenge or the verdict."
        case .tls: "STARTTLS came in order; asked before 220."
        case .verify: "VRFY named a user."
        case .expand: "EXPN named a list."
        case .unknown: "A verb came that the machine does not know."
        }
    }

    /// What a pattern is compared with.
    public var subject: String {
        switch self {
        case .connect: "the client's address"
        case .hello: "the client's name"
        case .capabilities: "nothing; only * fits"
        case .verb: "the verb"
        case .sender: "the reverse path without brackets; empty for <>"
        case .recipient: "the forward path without brackets or source route"
        case .data: "the reverse path without brackets"
        case .message: "the reverse path without brackets"
        case .auth: "the user, once known; else the mechanism"
        case .tls: "nothing; only * fits"
        case .verify: "the argument of VRFY"
        case .expand: "the argument of EXPN"
        case .unknown: "the verb"
        }
    }

    /// What happens when nobody answers otherwise.
    public var defaultAnswer: Answer {
        switch self {
        case .connect, .hello, .capabilities, .verb, .sender, .recipient, .data, .message, .tls:
            .accept()
        case .verify, .expand: .accept()
        case .auth, .unknown: .reject()
        }
    }
}

/// A set of hooks.
public struct HookSet: OptionSet, Hashable, Sendable, Codable {
    /// One bit a hook, in the order of their declaration.
    public let rawValue: UInt16

    /// A set from its bits.
    ///
    /// - Parameter rawValue: one bit a hook
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The set of these hooks.
    ///
    /// - Parameter hooks: its members
    public init(_ hooks: [Hook]) {
        self = []
        for hook in hooks { formUnion(HookSet(hook)) }
    }

    /// The set of one hook.
    ///
    /// - Parameter hook: its member
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
            }
    }

    /// Every hook.
    public static let all = HookSet(Hook.allCases)

    /// Whether the set holds a hook.
    ///
    /// - Parameter hook: the hook
    /// - Returns: whether it is a member
    public func contains(_ hook: Hook) -> Bool { contains(HookSet(hook)) }
}
