import SMTPDriver
import SMTPSession
import Testing

@Suite("Interrupted transactions")
struct InterruptionTests {
    private static let text = "Subject: x\r\n\r\n..dot\r\n..\r\nlast line\r\n.\r\n"
    private static let message = "Subject: x\r\n\r\n.dot\r\n.\r\nlast line\r\n"

    /// A session after EHLO and MAIL that names the transaction, and what it replied last.
    private static func session(
        after earlier: Session?, _ mailbox: inout Mailbox
    ) throws -> (session: Session, reply: String?) {
        var configuration = Configuration()
        configuration.extensions.formUnion(.checkpoint)
        configuration.questions = []
        var session = Session(configuration)
        session.interruptions = earlier?.interruptions ?? []
        _ = try session.receive(.connected(Peer()))
        let lines = "EHLO client.example\r\nMAIL FROM:<a@b> TRANSID=<1@client.example>\r\n"
        let replies = try send(lines, to: &session, &mailbox)
        return (session, replies.last)
    }

    private static func send(
        _ text: some StringProtocol, to session: inout Session, _ mailbox: inout Mailbox
    ) throws -> [String] {
        try perform(.bytes(Array(text.utf8)), on: &session, &mailbox)
    }

    private static func perform(
        _ input: Input, on session: inout Session, _ mailbox: inout Mailbox
    ) throws -> [String] {
        let outputs = try session.receive(input)
        for output in outputs { mailbox.receive(output, from: MessageOrigin(session)) }
        return outputs.compactMap {
            if case .reply(let reply) = $0 { reply.lines.last } else { nil }
        }
    }

    @Test(
        "wherever text is cut, the message is whole once the rest has come (RFC 1845 §3)",
        arguments: 0..<(text.utf8.count - 1))
    func cut(offset: Int) throws {
        var mailbox = Mailbox()
        var (first, _) = try Self.session(after: nil, &mailbox)
        _ = try Self.send("RCPT TO:<c@d>\r\nDATA\r\n", to: &first, &mailbox)
        let cut = String(decoding: Array(Self.text.utf8.prefix(offset)), as: UTF8.self)
        _ = try Self.send(cut, to: &first, &mailbox)
        _ = try Self.perform(.closed, on: &first, &mailbox)

        var (second, reply) = try Self.session(after: first, &mailbox)
        let kept = try #require(first.interruptions.first).octets
        #expect(reply == "355 \(kept) is the transaction offset")
        let rest = String(
            decoding: Array(Self.message.utf8.dropFirst(Int(kept))), as: UTF8.self)
        let stuffed = rest.split(separator: "\r\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix(".") ? ".\($0)" : "\($0)" }.joined(separator: "\r\n")
        _ = try Self.send("DATA\r\n\(stuffed).\r\n", to: &second, &mailbox)
        #expect(mailbox.messages.map { $0.content?.octets } == [Array(Self.message.utf8)])
        #expect(second.interruptions.isEmpty)
    }

    @Test("so many are remembered; the oldest is forgotten first")
    func limit() throws {
        var mailbox = Mailbox()
        var session: Session?
        for number in 0..<20 {
            var next = try Self.session(after: session, &mailbox).session
            let mail = "MAIL FROM:<a@b> TRANSID=<n\(number)@b>"
            let lines = "RSET\r\n\(mail)\r\nRCPT TO:<c@d>\r\nDATA\r\n"
            _ = try Self.send(lines, to: &next, &mailbox)
            _ = try Self.perform(.closed, on: &next, &mailbox)
            session = next
        }
        #expect(session?.interruptions.count == 16)
        #expect(session?.interruptions.first?.identifier == Array("<n4@b>".utf8))
    }
}
