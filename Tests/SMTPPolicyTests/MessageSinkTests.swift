import SMTPDriver
import SMTPGrammar
import SMTPPolicy
import SMTPSession
import Testing

/// What sinks were told.
private final class Spool {
    var octets = 0
    var finished: [ReceivedMessage] = []
    var abandoned = 0
}

private struct SpoolSink: MessageSink {
    let spool: Spool
    var room = Int.max

    mutating func write(_ piece: ArraySlice<UInt8>) throws {
        room -= piece.count
        guard room >= 0 else { throw Refusal(452, "4.3.1", "Disk full") }
        spool.octets += piece.count
    }

    mutating func finish(_ message: ReceivedMessage) throws -> String {
        guard message.envelope.sender != "lost@b" else { throw Broken() }
        spool.finished.append(message)
        return "spooled"
    }

    mutating func abandon() { spool.abandoned += 1 }
}

@Suite("Sinks for message text")
struct MessageSinkTests {
    private static func server(_ spool: Spool, room: Int = .max) -> SMTPServer {
        let server = SMTPServer()
        server.messageSink = { envelope, _ in
            guard envelope.sender != "early@b" else { throw Refusal(550, "5.7.1", "Not from you") }
            return SpoolSink(spool: spool, room: room)
        }
        server.start()
        server.processCommand("EHLO c.example")
        return server
    }

    private static func send(_ server: SMTPServer, from sender: String = "a@b") -> Reply? {
        _ = server.codes("MAIL FROM:<\(sender)>", "RCPT TO:<c@d>", "DATA", "one", "..two")
        return server.processCommand(".")
    }

    @Test("the text is streamed, and kept nowhere else")
    func streamed() {
        let spool = Spool()
        let server = Self.server(spool)
        #expect(Self.send(server)?.lines == ["250 2.6.0 Message accepted as spooled"])
        #expect(spool.octets == 11)
        #expect(spool.finished.map(\.octets) == [11])
        #expect(spool.finished.first?.content == nil)
        #expect(spool.abandoned == 0)
        #expect(Self.send(server)?.code == 250)
        #expect(spool.finished.map(\.identifier) == ["m1", "m2"])
    }

    @Test("an empty message reaches its sink too")
    func empty() {
        let spool = Spool()
        let server = Self.server(spool)
        #expect(server.codes("MAIL FROM:<>", "RCPT TO:<c@d>", "DATA", ".") == [250, 250, 354, 250])
        #expect(spool.finished.map(\.octets) == [0])
    }

    @Test("a sink may refuse early: the rest goes nowhere, and the client is told at its end")
    func early() {
        let spool = Spool()
        let server = Self.server(spool, room: 7)
        #expect(Self.send(server)?.lines == ["452 4.3.1 Disk full"])
        #expect(spool.octets == 5)
        #expect(spool.abandoned == 1)
        #expect(Self.send(server, from: "early@b")?.lines == ["550 5.7.1 Not from you"])
        #expect(Self.send(server, from: "lost@b")?.code == 452)
        #expect(spool.finished.isEmpty)
    }

    @Test("a sink whose end fails is abandoned, and so is one whose client is gone")
    func abandoned() {
        let spool = Spool()
        let server = Self.server(spool)
        #expect(Self.send(server, from: "lost@b")?.lines == ["451 4.3.0 Local error in processing"])
        #expect(spool.abandoned == 1)
        _ = server.codes("MAIL FROM:<>", "RCPT TO:<c@d>", "DATA", "one")
        server.disconnected()
        #expect(spool.abandoned == 2)
        #expect(spool.finished.isEmpty)
    }

    @Test("a hook decides about a message instead of its sink, which is abandoned if it refuses")
    func hook() {
        let spool = Spool()
        let server = Self.server(spool)
        server.on(.message) { message, _ in message.octets > 20 ? .accept() : .reject() }
        #expect(Self.send(server)?.code == 554)
        #expect(spool.finished.isEmpty)
        #expect(spool.abandoned == 1)
    }

    @Test("a message that is dropped by policy is told 250, and its sink abandons it")
    func discarded() {
        let spool = Spool()
        let server = Self.server(spool)
        server.on(.sender) { _, _ in .discard }
        #expect(Self.send(server)?.code == 250)
        #expect(spool.finished.isEmpty)
        #expect(spool.abandoned == 1)
    }
}

@Suite("What calls return and when")
struct ServerCallTests {
    private static func text(_ octets: [UInt8]) -> String {
        String(decoding: octets, as: UTF8.self)
    }

    @Test("a server that is told a real clock after its start does not time out at once")
    func realClock() {
        let now: UInt64 = 1_790_000_000_000
        let server = SMTPServer()
        server.start()
        #expect(server.advance(to: Instant(milliseconds: now)).isEmpty)
        #expect(!server.isClosed)
        #expect(server.deadline == Instant(milliseconds: now + 300_000))
        #expect(
            Self.text(
                server.receive(Array("NOOP\r\n".utf8), at: Instant(milliseconds: now + 299_000)))
                == "250 2.0.0 OK\r\n")
        #expect(server.advance(to: Instant(milliseconds: now + 301_000)).isEmpty)
        #expect(
            Self.text(server.advance(to: Instant(milliseconds: now + 599_000))).hasPrefix("421 "))
        server.start(at: Instant(milliseconds: now))
        #expect(server.advance(to: Instant(milliseconds: now + 1)).isEmpty)
        #expect(server.deadline == Instant(milliseconds: now + 300_000))
    }

    @Test("a CR that came before is the first half of a line's end")
    func splitLineEnd() {
        let server = SeedIntents.greeted()
        _ = server.codes("MAIL FROM:<>", "RCPT TO:<a@b>", "DATA")
        #expect(server.receive(Array("text\r".utf8)).isEmpty)
        #expect(server.parse("\n.\r\n").rest == ".\r\n")
        let (rest, reply) = server.parse(".\r\nNOOP\r\n")
        #expect(rest == "NOOP\r\n")
        #expect(reply?.code == 250)
    }

    @Test("a call for a line that begins the session does not swallow the greeting")
    func greeting() {
        let server = SMTPServer()
        #expect(server.processCommand("NOOP")?.code == 250)
        #expect(server.unsent.map(\.code) == [220])
        #expect(Self.text(server.takeUnsent()) == "220 mx.sim.example ESMTP smtpsim\r\n")
        #expect(server.unsent.isEmpty)
        let other = SMTPServer()
        #expect(other.parse("NOOP\r\n").reply?.code == 250)
        #expect(Self.text(other.receive(Array("NOOP\r\n".utf8))) == "250 2.0.0 OK\r\n")
        #expect(other.unsent.map(\.code) == [220])
    }
}
