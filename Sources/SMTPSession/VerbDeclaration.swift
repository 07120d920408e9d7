import SMTPGrammar

/// All that the machine and a person need to know of a verb, but for what it does.
///
/// Each stands in the verb's file in `Verbs/`, and has a place in `all`. All texts are static, so that a
/// declaration can be copied without counting references.
package struct VerbDeclaration: Sendable {
    /// The verb.
    package let verb: Verb
    /// Where it is defined: `RFC 5321 §4.1.1.2`.
    package let clause: StaticString
    /// How it is written, by an example.
    package let syntax: StaticString
    /// What follows the verb.
    package let argument: Argument
    /// What it does, in one sentence.
    package let summary: StaticString
    /// More for a person who learns SMTP; perhaps nothing.
    package let explanation: StaticString
    /// The codes of its replies.
    package let replies: StaticString
    /// Where in a session it may stand.
    package let order: VerbOrder
    /// The rule by which it is refused inside a mail transaction, if it must stand outside.
    package let conflict: Rule
    /// Where it may stand in a group of pipelined commands.
    package let place: GroupPlace
    /// The extension that it belongs to; none for a verb of RFC 5321.
    package let flag: ExtensionSet

    /// What follows a verb.
    package enum Argument: Sendable {
        /// Nothing.
        case none
        /// The client's domain or address literal.
        case clientName
        /// A path, after this word.
        case path(after: StaticString)
        /// A SASL mechanism.
        case mechanism
        /// A mailbox, a user or a list.
        case mailbox
        /// Perhaps a verb.
        case verb
        /// A number of octets, perhaps LAST.
        case chunk
        /// What is known of a client, each with its name: `ADDR=192.0.2.1`.
        case attributes
    }

    /// Where a verb may stand in a group of pipelined commands (RFC 2920 §3.1).
    package enum GroupPlace: Sendable {
        /// Anywhere.
        case anywhere
        /// Only at the end: the client has to see the reply before it goes on.
        case last
        /// Only at the end, if a challenge of the server is to follow (RFC 4954 §4).
        case lastBeforeChallenge
    }

    init(
        _ verb: Verb, _ clause: StaticString, _ syntax: StaticString, _ summary: StaticString,
        _ explanation: StaticString = "", argument: Argument = .none, replies: StaticString,
        order: VerbOrder = [], conflict: Rule = .nestedMail, place: GroupPlace = .anywhere,
        of flag: ExtensionSet = []
    ) {
        self.verb = verb
        self.clause = clause
        self.syntax = syntax
        self.argument = argument
        self.summary = summary
        self.explanation = explanation
        self.replies = replies
        self.order = order
        self.conflict = conflict
        self.place = place
        self.flag = flag
    }

    /// All verbs, as a person learns them: as a session goes, then those that fit anywhere, then those that
    /// no server does any more.
    package static let all: [VerbDeclaration] = [
        ehlo, helo, lhlo, startTLS, auth, mail, rcpt, data, bdat, burl, help, vrfy, expn, noop,
        rset, quit,
        etrn, atrn, xClient, xForward,
        turn, send, soml, saml,
    ]

    /// Those that a server does.
    package static let taught = all.filter { !$0.order.contains(.obsolete) }

    /// The names of verbs, in capitals, in the order in which a person learns them; others come last.
    package static func sorted(_ names: [String]) -> [String] {
        let known = all.map(\.verb.name)
        return known.filter(names.contains) + names.filter { !known.contains($0) }
    }
}

extension Verb {
    /// All that there is to know of it, but for what it does.
    package var declaration: VerbDeclaration { declared(\.self) }

    /// A part of its declaration.
    ///
    /// The command path asks for parts; so they become constants, and nothing is copied.
    @inline(__always)
    func declared<Part>(_ part: (VerbDeclaration) -> Part) -> Part {
        switch self {
        case .helo: part(.helo)
        case .ehlo: part(.ehlo)
        case .mail: part(.mail)
        case .rcpt: part(.rcpt)
        case .data: part(.data)
        case .rset: part(.rset)
        case .noop: part(.noop)
        case .quit: part(.quit)
        case .vrfy: part(.vrfy)
        case .expn: part(.expn)
        case .help: part(.help)
        case .auth: part(.auth)
        case .startTLS: part(.startTLS)
        case .bdat: part(.bdat)
        case .burl: part(.burl)
        case .lhlo: part(.lhlo)
        case .etrn: part(.etrn)
        case .atrn: part(.atrn)
        case .xClient: part(.xClient)
        case .xForward: part(.xForward)
        case .turn: part(.turn)
        case .send: part(.send)
        case .soml: part(.soml)
        case .saml: part(.saml)
        }
    }
}

/// Where in a session a verb may stand; each condition has the rule that refuses the verb without it.
package struct VerbOrder: OptionSet, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// After HELO or EHLO.
    static let hello = VerbOrder(rawValue: 1 << 0)
    /// After EHLO.
    static let extendedHello = VerbOrder(rawValue: 1 << 1)
    /// As long as there is no TLS.
    static let inClear = VerbOrder(rawValue: 1 << 2)
    /// As long as the client has not authenticated.
    static let unauthenticated = VerbOrder(rawValue: 1 << 3)
    /// Outside a mail transaction; `VerbDeclaration.conflict` is the rule.
    static let outsideTransaction = VerbOrder(rawValue: 1 << 4)
    /// Inside a mail transaction.
    static let insideTransaction = VerbOrder(rawValue: 1 << 5)
    /// Once a recipient was accepted.
    static let recipients = VerbOrder(rawValue: 1 << 6)

    /// Between the chunks of a message too.
    static let betweenChunks = VerbOrder(rawValue: 1 << 10)

    /// Not where the server speaks LMTP.
    static let inSMTP = VerbOrder(rawValue: 1 << 12)
    /// Only where the server speaks LMTP.
    static let inLMTP = VerbOrder(rawValue: 1 << 13)
    /// What depends on whether the server speaks SMTP or LMTP.
    static let protocols: VerbOrder = [.inSMTP, .inLMTP]

    /// Never: no server does it any more.
    static let obsolete = VerbOrder(rawValue: 1 << 7)
    /// Before TLS too, where TLS is required.
    static let beforeTLS = VerbOrder(rawValue: 1 << 8)
    /// Before authentication too, where it is required.
    static let beforeAuthentication = VerbOrder(rawValue: 1 << 9)

    /// Once the client has authenticated.
    static let authenticated = VerbOrder(rawValue: 1 << 14)

    /// What some server refuses that takes all verbs of RFC 5321.
    static let special: VerbOrder = [.inLMTP, .obsolete, .authenticated]

    /// What depends on what EHLO, STARTTLS and AUTH have brought about.
    static let standing: VerbOrder = [.extendedHello, .inClear, .unauthenticated]
    /// What depends on how far the session has come.
    static let conditions: VerbOrder = [
        .hello, .standing, .outsideTransaction, .insideTransaction, .recipients,
    ]
}
