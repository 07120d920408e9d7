import NIOCore
import NIOSSL
import NIOTLS
import SMTPSession
import SystemCalls

extension Connection {
    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { begin() }
    }

    func channelActive(context: ChannelHandlerContext) { begin() }

    /// The channel is there: the client is greeted, now or after the handshake.
    private func begin() {
        guard stage == .new else { return }
        opened = now
        paused = 0
        let count = commons.table.add(self, number)
        isExcess = commons.maximumConnections > 0 && count > commons.maximumConnections
        if commons.table.isNewlyFull(isExcess) {
            commons.watcher?.note(.said(.full(limit: commons.maximumConnections)))
        }
        commons.audience?.note(.opened(session: number, peer, endpoint: endpoint))
        if beginsSecure { beginSecuring() } else { greet() }
    }

    /// The machine hears of the client.
    func greet() {
        stage = .open
        if !isExcess { beginRelay() }
        if isExcess {
            configuration.questions.formUnion(HookSet(.connect))
            configuration.expectsProxyHeader = false
            standing = machine.configure(configuration)
        }
        feed(.connected(peer))
        if commons.table.isEnding { feed(.shutdown) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let octets = unwrapInboundIn(data).withUnsafeReadableBytes { Array($0) }
        guard stage == .open else {
            if stage == .securing { hearBeforeHandshake(octets) }
            return
        }
        guard !failsHandshake else { return failHandshake() }
        if mustWait {
            unread += octets
        } else {
            hear(octets)
        }
    }

    /// Takes what the client sent, as far as the link carries it.
    func hear(_ octets: [UInt8]) {
        if relay?.isOpaque ?? false { return carry(octets) }
        if faults == nil { feed(.bytes(octets)) } else { hearThroughFaults(octets) }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        isWritable = context.channel.isWritable
        if let relay, relay.isOpaque { relay.upstream.setReading(isWritable) }
        setReading()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            hasInputEnded = true
            if stage == .lingering { context.close(promise: nil) } else { leaveIfGone() }
        case TLSUserEvent.handshakeCompleted: finishHandshake()
        default: break
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// The client has sent all it will, so it is gone once that is dealt with.
    ///
    /// Whoever is asked need not answer any more: nobody can tell whether the client still listens.
    func leaveIfGone() {
        guard hasInputEnded else { return }
        guard stage == .open else {
            if stage == .securing { context?.close(promise: nil) }
            return
        }
        withdrawHold()
        if let relay, relay.isOpaque { return relay.upstream.closeOutput() }
        guard !mustWait else { return }
        feed(.closed)
    }

    func channelInactive(context: ChannelHandlerContext) {
        hasInputEnded = true
        isChannelClosed = true
        relay?.waiting = nil
        withdrawHold()
        finishIfOver()
    }

    /// Ends the session if the channel is closed; what the store is at work on is finished first.
    func finishIfOver() {
        guard isChannelClosed, storing == nil, stage != .over else { return }
        if stage == .open { feed(.closed) }
        finish()
    }

    private func finish() {
        let hasBegun = stage != .new
        stage = .over
        timer?.cancel()
        timer = nil
        forgetText()
        relay?.upstream.close()
        context = nil
        guard hasBegun else { return }
        commons.table.remove(number)
        commons.audience?.note(.closed(session: number))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case NIOSSLError.uncleanShutdown: return
        case let error as IOError where SystemError(error.errnoCode) == .connectionReset: break
        case is NIOSSLError, is BoringSSLError:
            let isHandshake = stage == .securing || standing.expectation == .handshake
            let text = ErrorText.of(error)
            commons.watcher?.note(
                .failed(session: number, isHandshake ? .handshake(text) : .connection(text)))
        default:
            commons.watcher?.note(.failed(session: number, .connection(ErrorText.of(error))))
        }
        context.close(promise: nil)
    }
}
