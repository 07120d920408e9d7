import NIOCore
import SMTPDriver
import SMTPSession
import SystemCalls

extension Connection {
    /// Gathers a reply; all that is gathered goes out in one write.
    func send(_ reply: Reply) { replies.append(reply) }

    /// Sends what was gathered, and then does something: at once, if the socket has taken all of it.
    func sendAll(then next: (() -> Void)? = nil) {
        guard next != nil || !replies.isEmpty else { return }
        guard faults?.conditionsNeedTime != true else { return trickle(then: next) }
        let octets = replies.octets
        let sent = sendAtOnce(octets.span)
        // What is usual has its room for good.
        replies.removeAll(keepingCapacity: octets.count <= 2_048)
        guard !sendsBySocket || sent < octets.count else {
            next?()
            return
        }
        sendsBySocket = false
        sendByPipeline(octets.dropFirst(sent), then: next)
    }

    /// Sends as much as the socket takes, past the channel's pipeline; returns how many octets.
    ///
    /// Only where the pipeline would do no more than that, at several times the cost: nothing in it changes octets,
    /// and none wait in it. An error is left to the pipeline, which meets it again.
    private func sendAtOnce(_ octets: Span<UInt8>) -> Int {
        guard sendsBySocket, !octets.isEmpty, !isChannelClosed else { return 0 }
        if socket == nil {
            socket = try? context?.pipeline.syncOperations.withUnsafeTransportIfAvailable {
                Descriptor($0 as CInt)
            }
        }
        return socket?.sendAtOnce(octets) ?? 0
    }

    /// Sends octets by the pipeline, which keeps those that the socket does not take yet.
    func sendByPipeline(_ octets: ArraySlice<UInt8>, then next: (() -> Void)?) {
        guard let context else {
            next?()
            return
        }
        let buffer = wrapOutboundOut(ByteBuffer(bytes: octets))
        guard let next else { return context.writeAndFlush(buffer, promise: nil) }
        // Only used on the event loop of the channel.
        nonisolated(unsafe) let body = next
        context.writeAndFlush(buffer).whenComplete { _ in body() }
    }

    /// Reads from the client, or no more: not while it waits, nor while it takes nothing.
    func setReading() {
        let wanted = stage == .open ? isWritable && !mustWait : !isHandshakePutOff
        guard wanted != isReading, let context else { return }
        isReading = wanted
        try? context.channel.syncOptions?.setOption(.autoRead, value: wanted)
    }

    /// Whether the machine has closed the connection, or lost the client.
    var isOver: Bool { stage == .open && !isStopped && standing.isClosed && outputs.isEmpty }

    /// Sends what was said last, and closes the connection.
    func beginClosing() {
        stage = .closing
        // What the machine waited for does not cut short what is still to be sent.
        timer?.cancel()
        timer = nil
        sendAll { self.linger() }
        // What trickles takes its time, and comes to an end.
        if stage == .closing, faults == nil { closeAfter(Linger.unsent) }
    }

    /// All is sent: a client that did not ask for the end is given time to read it.
    ///
    /// To close a socket with octets unread resets the connection, and what was sent may be lost.
    private func linger() {
        guard stage == .closing, let context else { return }
        guard !hasInputEnded, replies.lastRule != .closing, faults?.link.isCut != true else {
            return context.close(promise: nil)
        }
        stage = .lingering
        setReading()
        context.close(mode: .output, promise: nil)
        closeAfter(Linger.unread)
    }

    private func closeAfter(_ seconds: Int64) {
        timer?.cancel()
        timer = try? loop.scheduleCallback(at: loop.now + .seconds(seconds), handler: self)
    }

    /// Has the timer go off at the machine's deadline, or before: then it is set again.
    ///
    /// A deadline that moves away with each command costs nothing that way.
    func setTimer() {
        guard let due = timerDeadline else { return }
        if timer != nil {
            guard due < timerDue else { return }
            timer?.cancel()
        }
        timerDue = due
        let wait = due.milliseconds - min(now.milliseconds, due.milliseconds)
        timer = try? loop.scheduleCallback(
            at: loop.now + .milliseconds(Int64(clamping: wait)), handler: self)
    }

    /// The machine's deadline on the server's clock; nil if nothing is to happen by itself.
    private var timerDeadline: Instant? {
        switch stage {
        case .securing:
            let wait = configuration.timeouts.command
            return wait == 0 ? nil : opened.advanced(byMilliseconds: wait)
        case .open where !isStopped:
            return standing.deadline.map { $0.advanced(byMilliseconds: paused) }
        case .new, .open, .closing, .lingering, .over: return nil
        }
    }

    /// The timer has gone off.
    func handleScheduledCallback(eventLoop: some EventLoop) {
        timer = nil
        switch stage {
        case .securing: endSlowHandshake()
        case .open: timeIsUp()
        case .closing, .lingering: context?.close(promise: nil)
        case .new, .over: break
        }
    }

    private func endSlowHandshake() {
        guard let due = timerDeadline, due <= now else { return setTimer() }
        if faults?.link.conditions.handshake == nil {
            commons.watcher?.note(
                .failed(session: number, .handshake("the client let the time run out")))
        }
        context?.close(promise: nil)
    }

    private func timeIsUp() {
        let wasDelayed = standing.delayEnd != nil
        feedTime()
        if wasDelayed, standing.delayEnd == nil { goOn() }
    }
}

/// Seconds that a client has at the end.
private enum Linger {
    /// To take what was said to it.
    static let unsent: Int64 = 30
    /// To close the connection after that.
    static let unread: Int64 = 2
}
