// Most drivers send the replies of a command as they are and look at nothing else of them. For these a reply need
// not become an output first: the session writes it where it will be sent from.

extension Session {
    /// Hands over one input; appends replies to a buffer as they are sent, and all other outputs to a list.
    ///
    /// A session that words its replies by settings, speaks LMTP, or reports readings looks at replies after it gave
    /// them; for these they are written afterwards.
    public mutating func receive(
        _ input: Input, sending replies: inout ReplyBuffer, others: inout [Output]
    ) throws(Misuse) {
        guard sendsDirectly else {
            return try receive(input, writing: &replies, others: &others)
        }
        // Moved in and out, so that its memory has one owner.
        var lent = ReplyBuffer()
        swap(&lent, &replies)
        self.replies = consume lent
        defer { if let sent = self.replies.take() { replies = sent } }
        try receive(input, endingInto: &others)
    }

    /// Whether nothing looks at a reply once it was given.
    private var sendsDirectly: Bool {
        configuration.presentations.isEmpty && !configuration.isLMTP
            && !configuration.reportsReadings
    }

    /// Gives a reply: the one way in which replies go out.
    @inline(__always)
    mutating func send(_ reply: Reply, _ outputs: inout [Output]) {
        guard case .none = replies else { return replies?.append(reply) ?? () }
        outputs.append(.reply(reply))
    }

    /// Gives the reply of a rule in the rule's own words.
    @inline(__always)
    mutating func send(_ rule: Rule, isEnhanced: Bool, _ outputs: inout [Output]) {
        guard case .none = replies else {
            return replies?.append(rule, isEnhanced: isEnhanced) ?? ()
        }
        outputs.append(.reply(Reply(rule, isEnhanced: isEnhanced)))
    }
}
