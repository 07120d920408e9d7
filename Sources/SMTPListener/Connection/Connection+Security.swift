import NIOCore
import NIOSSL
import SMTPSession

// RFC 3207 §4.2 and §6: after 220 nothing but the handshake is read. What came in clear before it is dropped:
// by the machine, as far as the machine has it; what comes later is no TLS record, and ends the connection.

extension Connection {
    /// Begins TLS with the client and, in a proxy, with the server; or only carries it.
    func startHandshakes() {
        guard let relay, !relay.isOwn else { return startHandshake() }
        guard !relay.upstream.options.passesTLS else {
            wantsHandshake = false
            return beginCarrying()
        }
        relay.upstream.startTLS()
        startHandshake()
    }

    /// Puts TLS in front of this handler; the handshake begins at once.
    func startHandshake() {
        wantsHandshake = false
        sendsBySocket = false
        guard faults == nil || !spoilsHandshake() else { return }
        guard let context, let security = commons.security else {
            self.context?.close(promise: nil)
            return
        }
        let reader = HandshakeReader()
        handshake = reader
        do {
            let handler = NIOSSLServerHandler(context: security.context)
            try context.pipeline.syncOperations.addHandlers([reader, handler], position: .first)
            passEarlyOctets()
        } catch {
            commons.watcher?.note(.failed(session: number, .handshake(ErrorText.of(error))))
            context.close(promise: nil)
        }
    }

    /// The handshake is done: the machine hears what is known of it.
    func finishHandshake() {
        guard let context, let reader = handshake else { return }
        handshake = nil
        let handler = try? context.pipeline.syncOperations.handler(type: NIOSSLServerHandler.self)
        let info = security(reader.findings, handler)
        context.pipeline.syncOperations.removeHandler(reader, promise: nil)
        guard stage == .securing else { return feed(.secured(info)) }
        timer?.cancel()
        timer = nil
        peer.tls = info
        greet()
    }

    private func security(
        _ findings: HandshakeFindings, _ handler: NIOSSLServerHandler?
    ) -> TLSInfo {
        TLSInfo(
            version: handler?.tlsVersion?.name ?? "TLS",
            clientIdentity: handler?.peerCertificate.flatMap(ClientIdentity.of),
            channelBindings: commons.security?.channelBindings,
            cipher: findings.cipherName, serverName: findings.serverName)
    }
}

extension TLSVersion {
    /// As RFC 5246 and others name it, in one word.
    var name: String {
        switch self {
        case .tlsv1: "TLSv1.0"
        case .tlsv11: "TLSv1.1"
        case .tlsv12: "TLSv1.2"
        case .tlsv13: "TLSv1.3"
        }
    }
}
