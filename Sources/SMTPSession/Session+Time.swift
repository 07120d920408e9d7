import SMTPGrammar

// RFC 5321 §4.5.3.2.7: "An SMTP server SHOULD have a timeout of at least 5 minutes while it is
// awaiting the next command from the sender."

extension Session {
    /// When the driver is to hand over the time next; nil for never.
    public var deadline: Instant? {
        if case .delayed(_, let until) = pending { return until }
        guard counters.isConnected, phase != .closed, pending == nil else { return nil }
        let wait = phase == .data ? configuration.timeouts.data : configuration.timeouts.command
        let idle = Session.sum(times.lastActivity, wait)
        let whole = Session.sum(times.connected, configuration.timeouts.session)
        return [idle, whole].compactMap(\.self).min()
    }

    /// Where the client is to begin the handshake, a reply in clear would be taken for a part of it.
    private mutating func tellTimeout(_ outputs: inout [Output]) {
        guard phase != .handshake else { return outputs.append(.note(Note(.timeout))) }
        isOpening = false
        reply(.timeout, text: named(.timeout), &outputs)
    }

    private static func sum(_ instant: Instant, _ milliseconds: UInt64) -> Instant? {
        milliseconds == 0 ? nil : instant.advanced(byMilliseconds: milliseconds)
    }

    /// Moves the clock on; what is due by then happens.
    mutating func move(to now: Instant, _ outputs: inout [Output]) throws(Misuse) {
        guard now >= clock else { throw .clockWentBack }
        let due = deadline
        clock = now
        guard let due, due <= now else { return }
        if case .delayed(let question, _) = pending {
            pending = nil
            times.lastActivity = now
            resume(question, question.hook.defaultAnswer, &outputs)
        } else {
            tellTimeout(&outputs)
            close(&outputs)
        }
    }
}
