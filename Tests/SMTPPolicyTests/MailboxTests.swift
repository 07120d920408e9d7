import Foundation
import SMTPGrammar
import SMTPDriver
import SMTPPolicy
import SMTPSession
import Testing

@Suite("A mailbox")
struct MailboxTests {
    static func outcome(
        _ octets: UInt64, _ disposition: MessageOutcome.Disposition = .accepted
    ) -> Output {
        .message(MessageOutcome(disposition: disposition, envelope: Envelope(), octets: octets))
    }

    static func deliver(_ text: String, to mailbox: inout Mailbox) {
        mailbox.receive(.content(Array(text.utf8)[...]), from: MessageOrigin())
        mailbox.receive(outcome(UInt64(text.utf8.count)), from: MessageOrigin())
    }

    @Test("keeps what a session receives, byte for byte")
    func session() throws {
        var session = Session()
        session.configuration.questions = []
        var mailbox = Mailbox()
        var outputs = try session.receive(.connected(Peer()))
        let text = "EHLO c.example\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n"
        outputs += try session.receive(.bytes(Array(text.utf8)))
        for octet in "..one\r\ntwo\u{0}\r\n.\r\n".utf8 {
            outputs += try session.receive(.bytes([octet]))
        }
        for output in outputs { mailbox.receive(output, from: MessageOrigin(session)) }
        let message = try #require(mailbox["m1"])
        #expect(message.content?.octets == Array(".one\r\ntwo\u{0}\r\n".utf8))
        #expect(message.octets == 12)
        #expect(message.origin.clientName == "c.example")
        #expect(message.origin.transmission == .esmtp)
        #expect(message.envelope.recipients.map(\.description) == ["<c@d.example>"])
    }

    @Test("counts names up, and keeps only what was accepted")
    func dispositions() {
        var mailbox = Mailbox()
        #expect(mailbox.nextIdentifier == "m1")
        Self.deliver("one", to: &mailbox)
        mailbox.receive(.content([1, 2, 3]), from: MessageOrigin())
        mailbox.receive(Self.outcome(3, .refused), from: MessageOrigin())
        mailbox.receive(Self.outcome(0, .discarded), from: MessageOrigin())
        Self.deliver("two", to: &mailbox)
        #expect(mailbox.messages.map(\.identifier) == ["m1", "m2"])
        #expect(mailbox.messages.last?.content == MessageContent(Array("two".utf8)))
        #expect((mailbox.discardedCount, mailbox.refusedCount) == (1, 1))
    }

    @Test("forgets a message that the end of the connection cut off", arguments: [true, false])
    func abandoned(_ byOutput: Bool) {
        var mailbox = Mailbox()
        mailbox.receive(.content([1, 2, 3]), from: MessageOrigin())
        if byOutput {
            mailbox.receive(.close, from: MessageOrigin())
        } else {
            mailbox.abandon()
        }
        #expect(mailbox == Mailbox())
    }

    @Test("forgets messages and the text under way, but not how many there were")
    func forgotten() {
        var mailbox = Mailbox()
        MailboxTests.deliver("one", to: &mailbox)
        mailbox.receive(.content(Array("half".utf8)[...]), from: MessageOrigin())
        mailbox.forget()
        #expect(mailbox.messages.isEmpty)
        #expect(mailbox.pendingOctets == 0)
        MailboxTests.deliver(" of it", to: &mailbox)
        #expect(mailbox.messages.map(\.identifier) == ["m2"])
        #expect(mailbox.messages.first?.content == nil)
        MailboxTests.deliver("three", to: &mailbox)
        #expect(mailbox["m3"]?.content == MessageContent(Array("three".utf8)))
    }

    @Test("drops the oldest text when room is short, and the oldest messages when they are many")
    func bounds() {
        var limits = Mailbox.Limits()
        limits.octets = 10
        limits.messages = 4
        var mailbox = Mailbox(limits: limits)
        for text in ["aaaa", "bbbb", "cccc"] { Self.deliver(text, to: &mailbox) }
        #expect(mailbox.messages.map { $0.content == nil } == [true, false, false])
        Self.deliver("too large a message", to: &mailbox)
        #expect(mailbox["m4"]?.content == nil)
        #expect(mailbox["m4"]?.octets == 19)
        for text in ["d", "e"] { Self.deliver(text, to: &mailbox) }
        #expect(mailbox.messages.map(\.identifier) == ["m4", "m5", "m6"])
        #expect(mailbox["m6"]?.content?.octets == Array("e".utf8))
        #expect(mailbox.acceptedCount == 6)
        for _ in 0..<20 { Self.deliver("ffff", to: &mailbox) }
        #expect(mailbox.messages.compactMap(\.content).map(\.count).reduce(0, +) <= 10)
    }

    @Test("Snapshots with a large message under way are cheap, and going on from them too")
    func snapshots() {
        var mailbox = Mailbox()
        let piece = [UInt8](repeating: 0x61, count: 65_536)
        for _ in 0..<160 { mailbox.receive(.content(piece[...]), from: MessageOrigin()) }
        var copies: [Mailbox] = []
        let clock = ContinuousClock()
        let time = clock.measure {
            for _ in 0..<2_000 {
                copies.append(mailbox)
                mailbox.receive(.content(piece[..<70]), from: MessageOrigin())
            }
        }
        // Copying ten megabytes two thousand times would take seconds, and twenty gigabytes.
        #expect(time < .seconds(2))
        #expect(copies[0].pendingOctets == 160 * 65_536)
        #expect(mailbox.pendingOctets == 160 * 65_536 + 140_000)
    }

    @Test("Content is equal however it came in pieces", arguments: [1, 7, 8_191, 8_192, 20_000])
    func pieces(_ size: Int) throws {
        let octets = (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var content = MessageContent()
        for start in stride(from: 0, to: octets.count, by: size) {
            content.append(octets[start..<min(start + size, octets.count)])
        }
        let whole = MessageContent(octets)
        #expect(content == whole)
        #expect(content.hashValue == whole.hashValue)
        #expect(content.octets == octets)
        #expect(content != MessageContent(Array(octets.dropLast())))
        let data = try JSONEncoder().encode([content])
        #expect(try JSONDecoder().decode([MessageContent].self, from: data) == [whole])
    }

    @Test("Transmission is named after EHLO, TLS and AUTH")
    func transmission() throws {
        var server = SMTPServer()
        server.tlsHandler = { true }
        server.validateAuthentication = { _, _ in true }
        server.start()
        server.processCommand("HELO c.example")
        #expect(TransmissionType(server.session) == .smtp)
        server.processCommand("EHLO c.example")
        #expect(TransmissionType(server.session) == .esmtp)
        server.processCommand("STARTTLS")
        server.secured()
        server.processCommand("EHLO c.example")
        #expect(TransmissionType(server.session) == .esmtps)
        server.processCommand("AUTH PLAIN AHRpbQB4")
        #expect(TransmissionType(server.session) == .esmtpsa)
    }
}
