import SMTPGrammar

/// The kinds of answers, by the words that they begin with: what each is, and which questions it suits.
@nonexhaustive
public enum AnswerName: String, CaseIterable, Hashable, Sendable, Codable {
    /// `accept [CODE] [X.Y.Z] ["text"]`: 2yz.
    case accept
    /// `reject [CODE] [X.Y.Z] ["text"]`: 5yz.
    case reject
    /// `tempfail [CODE] [X.Y.Z] ["text"]`: 4yz.
    case tempfail
    /// `discard`: 250, and the mail is dropped.
    case discard
    /// `rewrite "path"`: 250, with another path or name.
    case rewrite
    /// `close [CODE] [X.Y.Z] ["text"]`: a reply, and the connection ends.
    case close
    /// `disconnect`: the connection ends without a reply.
    case disconnect
    /// `silence`: no reply.
    case silence
    /// `delay 5s`: the default answer, later.
    case delay
    /// `reply "250 raw octets\r\n"`: these octets, as they are.
    case reply
    /// `capabilities "PIPELINING" "SIZE 1000"`: the keywords of EHLO.
    case capabilities
    /// `challenge ["text"]`: 334, RFC 4954 §4.
    case challenge
    /// `authenticated USER ["text"]`: 235, RFC 4954 §6; with a text, after it as a last challenge.
    case authenticated
    /// `refused "text"`: 535, after the text as a last challenge.
    case refused
    /// `malformed [message|initial-response]`: 501, RFC 4954 §4.
    case malformed
    /// `content "octets"`: what BURL finds, RFC 4468 §3.
    case content

    /// What an answer does with what was asked for.
    public enum Effect: Hashable, Sendable {
        /// It is taken.
        case takes
        /// It is taken, and dropped.
        case drops
        /// It is refused.
        case refuses
        /// It is refused, and the connection closed.
        case closes
        /// It is taken if the octets of the reply begin with 2 or 3, and else refused.
        case asReplied
    }

    /// What it does, in one sentence.
    public var summary: String { declaration.summary }

    /// What follows the word.
    public var syntax: String { declaration.syntax }

    /// What it does with what was asked for.
    public var effect: Effect { declaration.effect }

    /// Whether it can answer this kind of question.
    public func suits(_ hook: Hook) -> Bool { declaration.hooks.contains(hook) }

    /// The codes of its own reply to a question, but for the second digit; nil if it has none.
    public func codes(for hook: Hook?) -> ClosedRange<UInt16>? {
        self == .accept && hook == .data ? 354...354 : declaration.codes
    }

    /// Whether its own reply to a question, nil if unknown, can have this code.
    ///
    /// RFC 5321 §4.2: `Reply-code = %x32-35 %x30-35 %x30-39`.
    public func takes(_ code: UInt16, for hook: Hook?) -> Bool {
        guard code / 10 % 10 <= 5 else { return false }
        let isForData = self == .accept && hook == nil && code == 354
        return isForData || codes(for: hook)?.contains(code) == true
    }

    /// All that there is to know of an answer, but for how it is carried out.
    private struct Declaration {
        let summary: String
        let syntax: String
        let effect: Effect
        let hooks: HookSet
        let codes: ClosedRange<UInt16>?

        init(
            _ summary: String, _ effect: Effect, _ syntax: String = "", to hooks: HookSet = .all,
            codes: ClosedRange<UInt16>? = nil
        ) {
            self.summary = summary
            self.syntax = syntax
            self.effect = effect
            self.hooks = hooks
            self.codes = codes
        }
    }

    private static let ownReply = #"[CODE] [X.Y.Z] ["text"]"#

    private var declaration: Declaration {
        switch self {
        case .accept: Declaration("Say yes.", .takes, Self.ownReply, codes: 200...299)
        case .reject:
            Declaration("Say no for good, 5yz.", .refuses, Self.ownReply, codes: 500...599)
        case .tempfail: Declaration("Say not now, 4yz.", .refuses, Self.ownReply, codes: 400...499)
        case .discard:
            Declaration(
                "Say yes, and drop the mail.", .drops,
                to: HookSet([.sender, .recipient, .data, .message, .delivery]))
        case .rewrite:
            Declaration(
                "Say yes, with this path or name instead.", .takes, #""path""#,
                to: HookSet([.hello, .sender, .recipient]))
        case .close:
            Declaration(
                "Close the connection, with a reply.", .closes, Self.ownReply, codes: 200...599)
        case .disconnect: Declaration("Close the connection without a word.", .closes)
        case .silence: Declaration("Say nothing.", .refuses)
        case .delay:
            // What follows a delay is the hook's default, and that of auth is to refuse.
            Declaration(
                "Wait, then apply the default.", .takes, "5s",
                to: HookSet.all.subtracting(HookSet([.auth, .burl])))
        case .reply:
            Declaration(
                "Send these octets as they are.", .asReplied, #""250 raw octets\r\n""#)
        case .capabilities:
            Declaration(
                "List these keywords in the reply to EHLO.", .takes, #""PIPELINING" "SIZE 1000" …"#,
                to: HookSet(.capabilities))
        case .challenge:
            Declaration("Send this SASL challenge.", .takes, #"["text"]"#, to: HookSet(.auth))
        case .authenticated:
            Declaration(
                "The client is this user; with a text, send it first as a last challenge.", .takes,
                #"USER ["text"]"#, to: HookSet(.auth))
        case .refused:
            Declaration(
                "Send this as a last SASL challenge, then refuse.", .refuses, #""text""#,
                to: HookSet(.auth))
        case .malformed:
            Declaration(
                "Say that the SASL message is malformed.", .refuses, "[message|initial-response]",
                to: HookSet(.auth))
        case .content:
            Declaration(
                "It is found, and this is its content.", .takes, #""octets\r\n""#,
                to: HookSet(.burl))
        }
    }
}

extension Answer {
    /// The word it begins with.
    public var name: AnswerName {
        switch self {
        case .accept: .accept
        case .reject: .reject
        case .tempfail: .tempfail
        case .discard: .discard
        case .rewrite: .rewrite
        case .close: .close
        case .disconnect: .disconnect
        case .silence: .silence
        case .delay: .delay
        case .raw: .reply
        case .capabilities: .capabilities
        case .challenge: .challenge
        case .authenticated: .authenticated
        case .refused: .refused
        case .malformed: .malformed
        case .content: .content
        case .linked(let answer, _): answer.name
        }
    }

    /// Its custom reply, if it has one.
    public var reply: CustomReply? {
        switch self {
        case .accept(let reply), .reject(let reply), .tempfail(let reply), .close(let reply): reply
        case .discard, .rewrite, .disconnect, .silence, .delay, .raw, .capabilities, .challenge,
            .authenticated, .refused, .malformed, .content:
            nil
        case .linked(let answer, _): answer.reply
        }
    }

    /// The reply of octets that are sent as they are, if it is that.
    var rawReply: Reply? {
        if case .raw(let octets) = self { Reply(raw: octets, rule: .rawReply) } else { nil }
    }

    /// Whether the answer, with the code of its custom reply, suits this kind of question.
    public func suits(_ hook: Hook) -> Bool { (try? check(for: hook)) != nil }

    /// Makes sure that this answer can be given to a question; throws what does not fit.
    package func check(for hook: Hook) throws(Misuse) {
        // Nearly always it is this one, which suits all.
        if case .accept(.none) = self { return }
        guard name.suits(hook) else { throw .unsuitableAnswer(hook) }
        guard let reply else { return }
        // Accepted, a command goes on: the reply is that of its verb.
        guard hook != .verb || name != .accept else { throw .unsuitableAnswer(hook) }
        if let code = reply.code, !name.takes(code, for: hook) { throw .unsuitableCode(code) }
        // RFC 2034 §4: the class of the enhanced status code is the reply code's first digit.
        let usual = name == .close ? Rule.closedByPolicy.code : name.codes(for: hook)?.lowerBound
        guard let enhanced = reply.enhanced, let code = reply.code ?? usual,
            enhanced.class != code / 100
        else { return }
        throw .unsuitableReply(.classes(enhanced, replyClass: code / 100))
    }
}
