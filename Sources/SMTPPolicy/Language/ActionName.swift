import SMTPSession

/// The words that begin an action in a rule, and an answer at the prompt.
public enum ActionName: String, CaseIterable, Hashable, Sendable {
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
    /// `authenticated USER`: 235, RFC 4954 §6.
    case authenticated
    /// `malformed [message|initial-response]`: 501, RFC 4954 §4.
    case malformed
    /// `ask`: the person at the prompt answers.
    case ask

    /// One sentence on what it does.
    public var summary: String {
        switch self {
        case .accept: "Say yes."
        case .reject: "Say no for good, 5yz."
        case .tempfail: "Say not now, 4yz."
        case .discard: "Say yes, and drop the mail."
        case .rewrite: "Say yes, with this path or name instead."
        case .close: "Close the connection, with a reply."
        case .disconnect: "Close the connection without a word."
        case .silence: "Say nothing."
        case .delay: "Wait, then do the usual."
        case .reply: "Send these octets as they are."
        case .capabilities: "List these keywords in the reply to EHLO."
        case .challenge: "Send this SASL challenge."
        case .authenticated: "The client is this user."
        case .malformed: "Say that the SASL message is malformed."
        case .ask: "Ask the person at the prompt."
        }
    }

    /// What follows the word.
    public var syntax: String {
        switch self {
        case .accept, .reject, .tempfail, .close: #"[CODE] [X.Y.Z] ["text"]"#
        case .discard, .disconnect, .silence, .ask: ""
        case .rewrite: #""path""#
        case .delay: "5s"
        case .reply: #""250 raw octets\r\n""#
        case .capabilities: #""PIPELINING" "SIZE 1000" …"#
        case .challenge: #"["text"]"#
        case .authenticated: "USER"
        case .malformed: "[message|initial-response]"
        }
    }

    /// Whether it can answer a question of this kind.
    ///
    /// - Parameter hook: the kind of question
    /// - Returns: whether the machine takes it as an answer
    public func suits(_ hook: Hook) -> Bool {
        switch self {
        case .accept, .reject, .tempfail, .close, .disconnect, .silence, .reply, .ask: true
        // What follows a delay is the hook's default, and that of auth is to refuse.
        case .delay: hook != .auth
        case .discard: [.sender, .recipient, .data, .message].contains(hook)
        case .rewrite: [.hello, .sender, .recipient].contains(hook)
        case .capabilities: hook == .capabilities
        case .challenge, .authenticated, .malformed: hook == .auth
        }
    }
}
