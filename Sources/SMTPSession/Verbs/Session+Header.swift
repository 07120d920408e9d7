import SMTPGrammar

// What the server looks for in a message's header. Everything else in message text is the client's.

extension Session {
    /// Gets ready to look at the header of a message, as far as something asks for it.
    @inline(__always)
    mutating func beginHeader() {
        received = ReceivedCount()
        if !headers.isEmpty { headers = [] }
        let isWatched = !configuration.extensions.isDisjoint(with: .lookingAtHeaders)
        if isWatched || envelope.parameters.hasOthers { beginWatch() }
    }

    private mutating func beginWatch() {
        let context = headerContext(HeaderWatch())
        if HeaderCheck.all.contains(where: { $0.isWanted(context) }) { headers = [HeaderWatch()] }
    }

    /// Looks at message text as it is handed on.
    @inline(__always)
    mutating func lookForHeader(_ octets: [UInt8], _ range: Range<Int>) {
        if !received.isOver { received.look(at: octets.span.extracting(range)) }
        if !headers.isEmpty { headers[0].look(at: octets[range]) }
    }

    /// Notes what the header holds, and finds what the message is refused for.
    mutating func headerFault(_ outputs: inout [Output]) -> Refusal? {
        let limit = configuration.limits.receivedFields
        if limit > 0, received.count > limit, !isPassed(.mailLoop, &outputs) {
            return Refusal(rule: .mailLoop)
        }
        guard !headers.isEmpty else { return nil }
        headers[0].finish()
        let context = headerContext(headers[0])
        // By index, since a copy of each would count its references.
        for index in HeaderCheck.all.indices where HeaderCheck.all[index].isWanted(context) {
            guard let problem = HeaderCheck.all[index].problem(context) else { continue }
            if !isPassed(problem.rule, &outputs) { return problem }
        }
        return nil
    }

    private mutating func isPassed(_ rule: Rule, _ outputs: inout [Output]) -> Bool {
        guard tolerates(rule) else { return false }
        outputs.append(.note(Note(rule)))
        return true
    }

    /// What the header of a message that is taken makes of the reply; nil for the usual.
    // It changes nothing, and is mutating so that the session need not be copied.
    mutating func headerReply() -> CustomReply? {
        guard let header = headers.first else { return nil }
        let context = headerContext(header)
        for index in HeaderCheck.all.indices where HeaderCheck.all[index].isWanted(context) {
            if let own = HeaderCheck.all[index].reply?(context) { return own }
        }
        return nil
    }

    private func headerContext(_ header: HeaderWatch) -> HeaderCheck.Context {
        HeaderCheck.Context(
            header: header, envelope: envelope, settings: sharedSettings,
            user: authenticatedUser, octets: scanner.octets)
    }
}
