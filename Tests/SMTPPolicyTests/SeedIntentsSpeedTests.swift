import SMTPPolicy
import SMTPSession
import Testing

@Suite("mailhog/smtp's intents: time by the size", .serialized)
struct SeedIntentsSpeedTests {
    /// How long a message of so many lines takes, at best.
    static func time(_ lines: Int, _ feed: (inout SMTPServer, Int) -> Void) -> Duration {
        let times = (0..<3).map { _ in
            let record = Record()
            var server = SeedIntentsMessageTests.receiving(record)
            server.logHandler = nil
            let time = ContinuousClock().measure { feed(&server, lines) }
            #expect(record.messages.first?.octets == UInt64(lines * 72))
            return time
        }
        print(lines, times)
        return times.min() ?? .zero
    }

    static let line = String(repeating: "x", count: 70)

    @Test("sixteen times the text takes about sixteen times as long, line by line")
    func linear() {
        let feed: (inout SMTPServer, Int) -> Void = { server, lines in
            for _ in 0..<lines { server.processCommand(Self.line) }
            server.processCommand(".")
        }
        #expect(Self.time(8_000, feed) < Self.time(500, feed) * 64)
    }

    @Test("sixteen times the text takes about sixteen times as long, from one text by parse")
    func linearText() {
        let feed: (inout SMTPServer, Int) -> Void = { server, lines in
            let text = String(repeating: Self.line + "\r\n", count: lines) + ".\r\n"
            var octets = Array(text.utf8)[...]
            while !octets.isEmpty { octets = server.parse(octets).rest }
        }
        #expect(Self.time(8_000, feed) < Self.time(500, feed) * 64)
    }

    @Test("sixteen times the text takes about sixteen times as long, from one string by parse")
    func linearString() {
        let feed: (inout SMTPServer, Int) -> Void = { server, lines in
            var text = String(repeating: Self.line + "\r\n", count: lines) + ".\r\n"
            while !text.isEmpty { text = server.parse(text).rest }
        }
        #expect(Self.time(8_000, feed) < Self.time(500, feed) * 64)
    }
}
