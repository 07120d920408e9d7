import NIOCore
import SMTPDriver
import SMTPPolicy
import SMTPSession

// RFC 8314 §3.3: where TLS begins at once, the client speaks first, and the server can say nothing that it would
// understand. So what handlers decide about `tls` is done by the handshake: it happens, late or never, or fails.
// Nobody is asked, since there is no session yet.
//
// proxy-protocol.txt §2: the header of a proxy comes before all else, and so before TLS.

extension Connection {
    /// Begins a connection with the handshake, after the header of a proxy if there is to be one.
    func beginSecuring() {
        stage = .securing
        setTimer()
        if !configuration.expectsProxyHeader { decideHandshake() }
    }

    /// Takes octets that came before the handshake has begun.
    func hearBeforeHandshake(_ octets: [UInt8]) {
        guard !failsHandshake else { return failHandshake() }
        guard handshake == nil, faults?.link.conditions.handshake == nil else { return }
        unread += octets
        guard configuration.expectsProxyHeader else { return }
        switch ProxyHeader(unread) {
        case .incomplete: break
        case .malformed:
            commons.watcher?.note(
                .failed(session: number, .connection("it begins with no PROXY header")))
            context?.close(promise: nil)
        case .whole(let length, let address, let port):
            unread.removeFirst(length)
            if let address {
                peer.address = address
                peer.port = port
            }
            configuration.expectsProxyHeader = false
            standing = machine.configure(configuration)
            decideHandshake()
        }
    }

    /// Does with the handshake what handlers want.
    private func decideHandshake() {
        guard !isExcess else { return startHandshake() }
        let answer =
            commons.live.decide(.startTLS, decisionContext).answer ?? Hook.tls.defaultAnswer
        if let link = answer.link { change(link: link) }
        switch answer.plain {
        case .delay(let milliseconds): putOffHandshake(milliseconds)
        case .silence: spoilHandshake(.stalls)
        case .raw(let octets): sayInClear(octets)
        case .disconnect: context?.close(promise: nil)
        case .reject, .tempfail, .close, .refused, .malformed:
            spoilHandshake(.fails)
        case .accept, .discard, .rewrite, .capabilities, .challenge, .authenticated, .content,
            .linked:
            startHandshake()
        }
    }

    private func spoilHandshake(_ handshake: LinkConditions.Handshake) {
        var conditions = LinkConditions()
        conditions.handshake = handshake
        change(link: conditions)
        startHandshake()
    }

    /// Reads nothing for a while: what the client says waits where it is.
    private func putOffHandshake(_ milliseconds: UInt64) {
        isHandshakePutOff = true
        setReading()
        after(milliseconds) {
            self.isHandshakePutOff = false
            self.startHandshake()
            self.setReading()
        }
    }

    /// Says something that a client of TLS does not understand.
    private func sayInClear(_ octets: [UInt8]) {
        replies.append(octets: octets.span)
        guard octets.first == UInt8(ascii: "2") || octets.first == UInt8(ascii: "3") else {
            return beginClosing()
        }
        sendAll()
        startHandshake()
    }

    /// Hands what came in the same portion as the header to TLS, which is there by now.
    func passEarlyOctets() {
        guard stage == .securing, !unread.isEmpty, let context else { return }
        let octets = unread
        unread = []
        context.pipeline.fireChannelRead(ByteBuffer(bytes: octets))
    }
}
