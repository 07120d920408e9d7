import SMTPGrammar

// What the server looks for in a message's header. Everything else in message text is the client's.

extension Session {
    /// Gets ready to look at the header of a message, as far as something asks for it.
    @inline(__always)
    mutating func beginHeader() {
        received = ReceivedCount()
        if !headers.isEmpty { headers = [] }
        let isUTF8 = configuration.extensions.contains(.utf8)
        if envelope.parameters.hasOthers || isUTF8 { beginWatch() }
    }

    private mutating func beginWatch() {
        let isAnnounced = envelope.parameters["SMTPUTF8"] != nil
        let isASCII = configuration.offered.contains(.utf8) && !isAnnounced
        let hasSubmitter = envelope.parameters["SUBMITTER"] != nil
        if isASCII || hasSubmitter { headers = [HeaderWatch()] }
    }

    /// Looks at message text as it is handed on.
    @inline(__always)
    mutating func lookForHeader(_ octets: [UInt8], _ range: Range<Int>) {
        if !received.isOver { received.look(at: octets.span.extracting(range)) }
        if !headers.isEmpty { headers[0].look(at: octets[range]) }
    }

    /// Notes what the header holds, and finds the rule by which the message is refused.
    mutating func headerFault(_ outputs: inout [Output]) -> Rule? {
        let limit = configuration.limits.receivedFields
        if limit > 0, received.count > limit, !isPassed(.mailLoop, &outputs) { return .mailLoop }
        guard !headers.isEmpty else { return nil }
        headers[0].finish()
        let isAnnounced = envelope.parameters["SMTPUTF8"] != nil
        if headers[0].isNonASCII, !isAnnounced, configuration.offered.contains(.utf8),
            !isPassed(.headerNotASCII, &outputs)
        {
            return .headerNotASCII
        }
        return submitterFault
    }

    private func isPassed(_ rule: Rule, _ outputs: inout [Output]) -> Bool {
        guard tolerates(rule) else { return false }
        outputs.append(.note(Note(rule)))
        return true
    }

    /// RFC 4405 §4.2: who the header says is responsible has to be who MAIL said.
    private var submitterFault: Rule? {
        guard let said = envelope.parameters["SUBMITTER"]?.octets else { return nil }
        guard let found = headers[0].responsible else { return .submitterMissing }
        return found.map(ASCII.lowercased) == said.map(ASCII.lowercased) ? nil : .submitterDiffers
    }
}
