import NIOCore
import SMTPSession

extension Connection: LiveSession {
    var view: SessionView {
        SessionView(session: number, machine: machine.value, hold: hold, opened: opened)
    }

    var hasMessageUnderWay: Bool {
        guard stage == .open, !standing.isClosed else { return false }
        return machine.value.envelope.sender != nil || standing.expectation == .content
            || storing != nil
    }

    func close(politely: Bool) {
        guard politely, stage == .open else {
            context?.close(promise: nil)
            return
        }
        sayShutdown()
    }

    func inject(_ octets: [UInt8]) {
        guard stage == .open else { return }
        replies.append(octets: octets.span)
        sendAll()
    }

    func end(atOnce: Bool) {
        switch stage {
        case .new, .over, .closing, .lingering: break
        case .securing: context?.close(promise: nil)
        case .open:
            isEnding = true
            if atOnce || !hasMessageUnderWay { sayShutdown() }
        }
    }

    /// Ends it if the server ends and its message is done.
    func endIfDone() {
        guard isEnding, stage == .open, !isStopped, !hasMessageUnderWay else { return }
        isEnding = false
        sayShutdown()
    }

    private func sayShutdown() {
        isEnding = false
        withdrawHold()
        // What the store is at work on decides first.
        guard storing == nil else {
            isEnding = true
            return
        }
        relay?.intercept()
        feed(.shutdown)
    }
}
