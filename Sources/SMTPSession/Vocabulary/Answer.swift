/// What the driver decides when it was asked.
@nonexhaustive
public enum Answer: Hashable, Sendable, Codable {
    /// Yes; with a reply of its own, or the usual one.
    case accept(CustomReply? = nil)
    /// No, for good: 5yz.
    case reject(CustomReply? = nil)
    /// Not now: 4yz.
    case tempfail(CustomReply? = nil)
    /// Say yes, and drop the mail. For the sender, recipient, data and message questions.
    case discard
    /// Yes, with this path or name instead. For the hello, sender and recipient questions.
    case rewrite([UInt8])
    /// Close the connection; with a reply, or the usual 421.
    case close(CustomReply? = nil)
    /// Close the connection without a word.
    case disconnect
    /// Say nothing, and take the command as refused.
    case silence
    /// Wait so many milliseconds, then take the default answer.
    case delay(UInt64)
    /// Send these octets as they are, and act by their first digit: 2 or 3 accepts, all else refuses.
    case raw([UInt8])
    /// List these keywords. For the capabilities question.
    case capabilities([String])
    /// Send this challenge. For the authenticate question.
    case challenge([UInt8])
    /// The client is who it says. For the authenticate question.
    ///
    /// With data, that is sent first as a last challenge, to which the client's answer is empty.
    case authenticated(String, data: [UInt8]? = nil)
    /// The client is refused, and told this first, in a last challenge. For the authenticate question.
    case refused([UInt8])
    /// It is found, and these are its octets. For the burl question.
    case content([UInt8])
    /// The exchange breaks its mechanism's rules. For the authenticate question.
    case malformed(AuthenticationFault)
    /// Another answer, and from then on the link to the client is like this.
    indirect case linked(Answer, LinkConditions)
}

extension Answer {
    /// The answer without what it says of the link.
    public var plain: Answer {
        if case .linked(let answer, _) = self { answer.plain } else { self }
    }

    /// What it says of the link, if it does.
    public var link: LinkConditions? {
        if case .linked(_, let conditions) = self { conditions } else { nil }
    }

    /// Another answer, with the same said of the link.
    public func with(_ answer: Answer) -> Answer { link.map { .linked(answer, $0) } ?? answer }
}

/// How a SASL exchange can break the rules of its mechanism.
@nonexhaustive
public enum AuthenticationFault: String, Hashable, Sendable, Codable {
    /// The client sent an initial response though the server speaks first.
    case initialResponse
    /// The message does not have the mechanism's form.
    case message
}
