import SMTPSession

extension Answer {
    /// The word that it begins with.
    public var name: ActionName {
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
        case .malformed: .malformed
        }
    }

    /// Whether the answer, with the code of its own reply, fits a question of this kind.
    ///
    /// - Parameter hook: the kind of question
    /// - Returns: whether it fits
    public func suits(_ hook: Hook) -> Bool {
        guard name.suits(hook) else { return false }
        if hook == .verb, name == .accept { return reply == nil }
        guard let code = reply?.code else { return true }
        return name.takes(code, for: hook)
    }

    /// The reply of its own, if it has one.
    var reply: CustomReply? {
        switch self {
        case .accept(let reply), .reject(let reply), .tempfail(let reply), .close(let reply): reply
        case .discard, .rewrite, .disconnect, .silence, .delay, .raw, .capabilities, .challenge,
            .authenticated, .malformed:
            nil
        }
    }
}
