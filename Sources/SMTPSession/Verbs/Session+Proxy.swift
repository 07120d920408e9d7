import SMTPGrammar

// proxy-protocol.txt §2: "The receiver MUST NOT start processing the connection before it receives a complete
// and valid PROXY protocol header", and closes the connection if there is none. Whether there is one is a
// setting, and never guessed: a client could say anything.

extension Session {
    /// Takes what a proxy says of its client; nothing is sent before that is whole.
    mutating func readProxyHeader(_ octets: [UInt8], _ outputs: inout [Output]) -> Bool {
        switch ProxyHeader(Array(input.unread)) {
        case .incomplete: return false
        case .malformed:
            reportHeader(input.unread.count, &outputs)
            outputs.append(.note(Note(.proxyMalformed)))
            close(&outputs)
        case .whole(let length, let address, let port):
            reportHeader(length, &outputs)
            if let address {
                peer?.address = address
                peer?.port = port
            }
            outputs.append(.note(Note(.proxyTaken, detail: address ?? "")))
            control = .unconnected
            beginConversation(&outputs)
        }
        return true
    }

    private mutating func reportHeader(_ length: Int, _ outputs: inout [Output]) {
        let end = input.start + length
        if configuration.reportsReadings {
            outputs.append(
                .reading(Reading(.command(verb: nil), Array(input.octets[input.start..<end]))))
        }
        input.start = end
        times.lastActivity = clock
    }

    /// Asks whether to greet the client, or greets it.
    mutating func beginConversation(_ outputs: inout [Output]) {
        subject = .connection
        guard asks(.connect) else { return greet(.accept(), &outputs) }
        ask(.connect(peer ?? Peer()), &outputs)
    }
}
