import SMTPGrammar
import SMTPSession

/// What a handler with a memory needs to know besides the question.
struct Circumstances {
    let question: Question
    let now: Instant
    let clientAddress: String
    let sender: [UInt8]

    /// The values of keys, one after another; letters are compared as patterns compare them.
    func value(of keys: HandlerKeys) -> [UInt8] {
        var value: [UInt8] = []
        for (_, key) in HandlerKeys.words where keys.contains(key) {
            value += octets(of: key).map(ASCII.lowercased) + [0]
        }
        return value
    }

    private func octets(of key: HandlerKeys) -> [UInt8] {
        if key == .client { return Array(client.utf8) }
        if key == .sender { return reversePath }
        switch question {
        case .recipient(let recipient), .delivery(let recipient, octets: _):
            return Array(recipient.mailbox)
        default: return []
        }
    }

    private var client: String {
        if case .connect(let peer) = question { peer.address } else { clientAddress }
    }

    private var reversePath: [UInt8] {
        if case .sender(let path, _) = question { path.octets } else { sender }
    }
}
