import SMTPGrammar

/// The end of a delivery in the log of Postfix's client.
///
///     4F2: to=<bob@mx.example>, relay=mx.example[192.0.2.1]:25, dsn=5.1.1, status=bounced
///     (host mx.example[192.0.2.1] said: 550 5.1.1 No such user (in reply to RCPT TO command))
struct PostfixDelivery {
    /// The identifier of the message in the queue.
    let queue: String
    private let recipient: [UInt8]
    private let status: String
    private let command: LoggedCommand
    private let reply: RecordedReply
    private let relay: String

    /// Finds one in a line.
    init?(_ line: LineText) {
        guard let to = line.offset(of: ": to=<", within: 200),
            let reason = line.past(" status="),
            let open = reason.prefix(24).firstIndex(of: UInt8(ascii: "("))
        else { return nil }
        let name = line[..<to]
        queue = (name.lastIndex(of: ASCII.space).map { name[($0 + 1)...] } ?? name).string
        recipient = Array(line[(to + 6)...].prefix { $0 != ASCII.greaterThan })
        status = reason[..<open].trimmed.string
        relay = line.past(" relay=").map { $0.prefix { $0 != ASCII.comma }.string } ?? ""
        let text = reason[(open + 1)...]
        if let remote = RemoteReply(text) {
            reply = remote.reply
            command = remote.command ?? .recipient
        } else if let said = RecordedReply(row: text.last == UInt8(ascii: ")") ? text.dropLast() : text) {
            reply = said
            command = .endOfData
        } else {
            return nil
        }
    }

    /// The session as far as it is known.
    func fragment(sender: [UInt8]?, octets: Int?, line: Int) -> Fragment {
        var fragment = Fragment(label: queue, line: line)
        fragment.connect(nil)
        fragment.remark("Postfix delivering to \(relay): \(status)", line: line)
        fragment.add(
            command, sender: sender, recipient: recipient, octets: octets, reply, line: line)
        return fragment
    }
}
