import NIOCore
import SMTPDriver
import SMTPSession

// What an answer says of the link to the client: `Link` says what it means, and here it is done. While
// octets trickle to the client, nothing is read from it, so that little waits.

extension Connection {
    func change(link conditions: LinkConditions) {
        if faults == nil { faults = FaultyLink() }
        faults?.link.change(to: conditions)
    }

    /// Whether a reply reaches the client; one that does not is noted.
    func isCarried(_ reply: Reply) -> Bool {
        guard let faults, !faults.link.carriesReplies else { return true }
        watch?.note(.note(Link.unsent(reply)))
        return false
    }

    /// A reply was sent: what was to happen after it happens.
    func noteReply() {
        guard let faults else { return }
        faults.link.noteReply()
        if faults.link.isHalfClosed, !faults.isHalfClosed { watch?.note(.note(Link.halfClosed)) }
    }

    /// Hands over what comes through of the client's octets, at the speed of the link.
    func hearThroughFaults(_ octets: [UInt8]) {
        guard let faults else { return }
        let portion = min(octets.count, faults.link.readPortion ?? .max)
        let pause = faults.link.pause(afterReading: portion)
        if portion < octets.count { unread = Array(octets[portion...]) + unread }
        if pause > 0 {
            faults.isReading = true
            after(pause) {
                faults.isReading = false
                self.goOn()
            }
        }
        let heard = faults.link.admit(portion)
        feed(.bytes(Array(octets[..<heard])))
    }

    func after(_ milliseconds: UInt64, _ body: @escaping () -> Void) {
        // Only used on the event loop that the task runs on.
        nonisolated(unsafe) let body = body
        loop.scheduleTask(in: .milliseconds(Int64(clamping: milliseconds))) { body() }
    }
}

extension Connection {
    /// Sends what was gathered in pieces, at the speed of the link.
    func trickle(then next: (() -> Void)?) {
        guard let faults else { return }
        faults.outgoing += replies.octets
        replies.removeAll(keepingCapacity: false)
        if let next { faults.next.append(next) }
        guard !faults.isSending else { return }
        faults.isSending = true
        sendPiece()
    }

    private func sendPiece() {
        guard let faults else { return }
        guard context != nil, faults.sent < faults.outgoing.count else { return allIsSent() }
        let rest = faults.outgoing.count - faults.sent
        let portion = min(rest, faults.link.portion ?? rest)
        let piece = faults.outgoing[faults.sent..<(faults.sent + portion)]
        faults.sent += portion
        let pause = faults.link.pause(afterSending: portion)
        sendByPipeline(piece) { self.after(pause) { self.sendPiece() } }
    }

    private func allIsSent() {
        guard let faults else { return }
        faults.outgoing = []
        faults.sent = 0
        faults.isSending = false
        let next = faults.next
        faults.next = []
        for body in next { body() }
        goOn()
    }

    /// Does what the link wants once what was said before is on its way.
    func settleLink() {
        guard let faults, stage == .open else { return }
        if faults.link.isCut { return endByLink() }
        guard faults.link.isHalfClosed, !faults.isHalfClosed else { return }
        faults.isHalfClosed = true
        sendAll { self.context?.close(mode: .output, promise: nil) }
    }

    /// The link is cut: what was said before is sent, and nothing more is heard.
    private func endByLink() {
        watch?.note(.note(Link.cut))
        watch?.note(.closedByServer)
        withdrawHold()
        try? hand(.closed)
        finishMoment()
        unread = []
        beginClosing()
    }
}

extension Connection {
    /// Whether the handshake does not happen.
    func spoilsHandshake() -> Bool {
        guard let handshake = faults?.link.conditions.handshake else { return false }
        if stage == .open {
            watch?.note(.note(Link.note(handshake)))
        } else {
            commons.watcher?.note(
                .failed(session: number, .handshake("it \(handshake.rawValue), as a handler wants"))
            )
        }
        finishMoment()
        switch handshake {
        case .stalls: break
        // A server answers the client's hello: sent before, the alert could be read with the reply to STARTTLS.
        case .fails: if unread.isEmpty { failsHandshake = true } else { failHandshake() }
        }
        return true
    }

    /// Says no to the client's hello.
    func failHandshake() {
        failsHandshake = false
        replies.append(octets: TLSAlert.handshakeFailure.span)
        if stage == .open {
            watch?.resume(machine.value)
            watch?.note(.closedByServer)
            try? hand(.closed)
            finishMoment()
        }
        beginClosing()
    }
}

/// RFC 8446 §6: a record of type alert, with the level and what it is about.
enum TLSAlert {
    /// Fatal, handshake_failure.
    static let handshakeFailure: [UInt8] = [21, 3, 3, 0, 2, 2, 40]
}
