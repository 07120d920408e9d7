import Foundation
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

    /// A server of closures with CHECKPOINT, and what it has received.
    private static func server(_ record: Record) -> SMTPServer {
        let server = SMTPServerTests.storing(record)
        server.configuration.extensions.formUnion(.checkpoint)
        return server
    }

    private static let mail =
        "EHLO client.example\r\nMAIL FROM:<a@b> TRANSID=<1@client.example>\r\n"

    /// The last line of what a server says to a text.
    private static func reply(of server: SMTPServer, to text: String) -> String {
        String(decoding: server.receive(Array(text.utf8)), as: UTF8.self)
            .split(separator: "\r\n").last.map(String.init) ?? ""
    }

    /// A server whose client was lost in the text.
    private static func interrupted(_ record: Record) -> SMTPServer {
        let server = server(record)
        _ = reply(of: server, to: mail + "RCPT TO:<c@d>\r\nDATA\r\nSubject: x\r\n\r\none\r\ntw")
        server.disconnected()
        return server
    }

    @Test("a server of closures goes on in its next session, and another one that is passed them")
    func embedded() throws {
        for isSame in [true, false] {
            let record = Record()
            let earlier = Self.interrupted(record)
            let later = isSame ? earlier : Self.server(record)
            if !isSame {
                // As if they had been stored meanwhile.
                let stored = try JSONEncoder().encode(earlier.interruptions)
                later.interruptions = try JSONDecoder().decode(Interruptions.self, from: stored)
            }
            later.start()
            #expect(Self.reply(of: later, to: Self.mail) == "355 19 is the transaction offset")
            #expect(Self.reply(of: later, to: "DATA\r\ntwo\r\n.\r\n").hasPrefix("250 2.6.0"))
            #expect(
                record.messages.map { $0.content?.octets }
                    == [Array("Subject: x\r\n\r\none\r\ntwo\r\n".utf8)])
            #expect(later.interruptions == Interruptions())
        }
    }

    @Test("a server of closures forgets by RSET, and keeps nothing that went to a sink")
    func forgotten() {
        let record = Record()
        let server = Self.interrupted(record)
        #expect(server.interruptions.transactions.count == 1)
        server.start()
        #expect(Self.reply(of: server, to: Self.mail).hasPrefix("355"))
        #expect(Self.reply(of: server, to: "RSET\r\n").hasPrefix("250"))
        #expect(server.interruptions == Interruptions())
        server.start()
        #expect(Self.reply(of: server, to: Self.mail).hasPrefix("250"))

        let other = Self.server(record)
        other.messageSink = { _, _ in IdleSink() }
        _ = Self.reply(of: other, to: Self.mail + "RCPT TO:<c@d>\r\nDATA\r\none\r\n")
        other.disconnected()
        #expect(other.interruptions == Interruptions())
        other.start()
        #expect(Self.reply(of: other, to: Self.mail).hasPrefix("250"))
    }
}

/// Takes everything, and keeps nothing.
private struct IdleSink: MessageSink {
    func write(_ piece: ArraySlice<UInt8>) {}
    func finish(_ message: ReceivedMessage) -> String { message.identifier }
    func abandon() {}
}
