import NIOCore
import SMTPDriver
import SMTPSession

extension Connection {
    /// Gathers a reply; all that is gathered goes out in one write.
    func send(_ reply: Reply) {
        lastRule = reply.rule
        reply.write(into: &wire, usualReplies)
    }

    /// Sends what was gathered.
    func sendAll(_ promise: EventLoopPromise<Void>? = nil) {
        guard let context, !wire.isEmpty || promise != nil else {
            promise?.fail(ChannelError.alreadyClosed)
            return
        }
        guard faults?.conditionsNeedTime != true else { return trickle(promise) }
        // What is usual has its room for good, since the channel has written the last replies by now.
        let isUsual = wire.count <= 512
        outgoing.clear()
        outgoing.writeBytes(wire)
        wire.removeAll(keepingCapacity: isUsual)
        context.writeAndFlush(wrapOutboundOut(outgoing), promise: promise)
        if !isUsual { outgoing = ByteBuffer() }
    }

    /// Reads from the client, or no more: not while it waits, nor while it takes nothing.
    func setReading() {
        let wanted = stage == .open ? isWritable && !mustWait : !isHandshakePutOff
        guard wanted != isReading, let context else { return }
        isReading = wanted
        try? context.channel.syncOptions?.setOption(.autoRead, value: wanted)
    }

    /// Whether the machine has closed the connection, or lost the client.
    var isOver: Bool { stage == .open && !isStopped && outputs.isEmpty && machine.isClosed }

    /// Sends what was said last, and closes the connection.
    func beginClosing() {
        stage = .closing
        // What the machine waited for does not cut short what is still to be sent.
        timer?.cancel()
        timer = nil
        let sent = loop.makePromise(of: Void.self)
        sent.futureResult.whenComplete { _ in self.linger() }
        sendAll(sent)
        // What trickles takes its time, and comes to an end.
        if stage == .closing, faults == nil { closeAfter(Linger.unsent) }
    }

    /// All is sent: a client that did not ask for the end is given time to read it.
    ///
    /// To close a socket with octets unread resets the connection, and what was sent may be lost.
    private func linger() {
        guard stage == .closing, let context else { return }
        guard !hasInputEnded, lastRule != .closing, faults?.link.isCut != true else {
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
            return machine.deadline.map { $0.advanced(byMilliseconds: paused) }
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
        let wasDelayed = machine.delayEnd != nil
        feedTime()
        if wasDelayed, machine.delayEnd == nil { goOn() }
    }
}

/// Seconds that a client has at the end.
private enum Linger {
    /// To take what was said to it.
    static let unsent: Int64 = 30
    /// To close the connection after that.
    static let unread: Int64 = 2
}
