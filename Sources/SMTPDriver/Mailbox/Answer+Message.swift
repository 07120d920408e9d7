import SMTPSession

extension Answer {
    /// Whether the client may be told that its message was taken, now or after a delay.
    package var takesMessage: Bool {
        switch name.effect {
        case .takes, .asReplied: true
        case .drops, .refuses, .closes: false
        }
    }

    /// The same answer, whose reply names the message if it has no text of its own.
    ///
    ///     S: 250 2.6.0 Message accepted as m1
    package func naming(_ name: String) -> Answer {
        guard case .accept(let reply) = plain, reply?.text == nil else { return self }
        return with(
            .accept(CustomReply(reply?.code, reply?.enhanced, "Message accepted as \(name)")))
    }
}
