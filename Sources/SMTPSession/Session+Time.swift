import SMTPGrammar

// RFC 5321 §4.5.3.2.7: "An SMTP server SHOULD have a timeout of at least 5 minutes while it is
// awaiting the next command from the sender." §4.5.3.2.5 has three minutes for a portion of text.

extension Session {
    /// When the driver is to hand over the time next; nil for never.
    public var deadline: Instant? {
        if control.isQuestion { return delayEnd }
        guard !control.isUnconnected, !control.isClosed else { return nil }
        let isText = expectation == .content
        let wait = isText ? configuration.timeouts.data : configuration.timeouts.command
        let idle = Session.sum(times.lastActivity, wait)
        // No array: a driver asks at each read.
        guard let whole = Session.sum(times.connected, configuration.timeouts.session) else {
            return idle
        }
        return idle.map { min($0, whole) } ?? whole
    }

    /// Why the client was waited for in vain.
    private var timeoutRule: Rule {
        let whole = Session.sum(times.connected, configuration.timeouts.session)
        if let whole, whole <= clock { return .sessionTimeout }
        return phase == .data ? .textTimeout : .timeout
    }

    private static func sum(_ instant: Instant, _ milliseconds: UInt64) -> Instant? {
        milliseconds == 0 ? nil : instant.advanced(byMilliseconds: milliseconds)
    }

    /// Until when an answer is delayed.
    public var delayEnd: Instant? {
        if case .question(let open) = control { open.due } else { nil }
    }

    /// Moves the clock on; what is due by then happens.
    mutating func move(to now: Instant, _ outputs: inout [Output]) throws(Misuse) {
        guard now >= clock else { throw .clockWentBack }
        let due = deadline
        clock = now
        guard let due, due <= now else { return }
        if case .question(let open) = control {
            control = open.next
            times.lastActivity = now
            resume(open.question, open.question.hook.defaultAnswer, &outputs)
        } else {
            for note in waitNotices { outputs.append(.note(note)) }
            sayLast(timeoutRule, &outputs)
            close(&outputs)
        }
    }
}
