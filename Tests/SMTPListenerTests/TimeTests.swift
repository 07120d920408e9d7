import NIOCore
import NIOEmbedded
import SMTPPolicy
import SMTPSession
import Testing

@testable import SMTPListener

@Suite("Time")
struct TimeTests {
    @Test("ends a client that is silent for five minutes, and none before")
    func silence() throws {
        let server = VirtualServer()
        let client = try server.client()
        _ = try client.heard()
        server.wait(milliseconds: 299_999)
        #expect(try client.heard() == "")
        server.wait(milliseconds: 1)
        #expect(try client.heard().hasPrefix("421 4.4.2"))
    }

    @Test("ends a client that sends an octet a minute and never finishes its line")
    func octetAMinute() throws {
        let server = VirtualServer()
        let client = try server.client()
        _ = try client.heard()
        var said = ""
        var minutes = 0
        while said.isEmpty, minutes < 60 {
            try client.channel.writeInbound(ByteBuffer(string: "N"))
            server.wait(milliseconds: 60_000)
            minutes += 1
            said = try client.heard()
        }
        #expect(said.hasPrefix("421 4.4.2"))
        #expect(minutes == 5)
    }

    @Test("gives message text three minutes")
    func text() throws {
        let server = VirtualServer()
        let client = try server.client()
        try client.send(ConversationTests.message)
        server.wait(milliseconds: 179_999)
        #expect(try client.heard() == "")
        server.wait(milliseconds: 1)
        #expect(try client.heard().hasPrefix("421 4.4.2"))
    }

    @Test("keeps a session that goes on, however long")
    func activity() throws {
        let server = VirtualServer()
        let client = try server.client()
        for _ in 0..<20 {
            server.wait(milliseconds: 240_000)
            #expect(try client.send("NOOP\r\n").hasSuffix("250 2.0.0 OK\r\n"))
        }
    }

    @Test("lets what is left to send trickle, whatever time the session had")
    func farewell() throws {
        var options = ListenerOptions()
        options.configuration.timeouts.session = 3_000
        options.policy.handlers.append(try Handler(parsing: "connect accept link rate 20"))
        let server = VirtualServer(options)
        let client = try server.client()
        try client.channel.writeInbound(ByteBuffer(string: "QUIT\r\n"))
        server.wait(milliseconds: 3_500)
        #expect(client.isOpen)
        server.wait(milliseconds: 3_000)
        #expect(try client.heard().hasSuffix("Closing connection\r\n"))
    }

    @Test("puts off an answer as long as a handler says, and reads nothing meanwhile")
    func delay() throws {
        var options = ListenerOptions()
        options.policy.handlers.append(try Handler(parsing: "sender delay 20s"))
        let server = VirtualServer(options)
        let client = try server.client()
        try client.send("EHLO client.example\r\n")
        #expect(try client.send("MAIL FROM:<ann@client.example>\r\nNOOP\r\n") == "")
        #expect(!client.connection.isReading)
        #expect(try client.send("NOOP\r\n") == "")
        server.wait(milliseconds: 19_999)
        #expect(try client.heard() == "")
        server.wait(milliseconds: 1)
        #expect(
            try client.heard() == "250 2.1.0 Sender OK\r\n250 2.0.0 OK\r\n250 2.0.0 OK\r\n")
        #expect(client.connection.isReading)
    }

    @Test("does not let a client's time run out while somebody makes it wait")
    func heldTime() throws {
        var options = ListenerOptions()
        options.policy.asks = HookSet(.sender)
        let watcher = RecordingWatcher(canBeAsked: true)
        let server = VirtualServer(options, watcher: watcher)
        let client = try server.client()
        try client.send("EHLO client.example\r\nMAIL FROM:<ann@client.example>\r\n")
        server.wait(milliseconds: 3_600_000)
        #expect(try client.heard() == "")
        client.connection.release(try #require(watcher.holds.first).number, .pass)
        #expect(try client.heard() == "250 2.1.0 Sender OK\r\n")
        server.wait(milliseconds: 299_999)
        #expect(try client.heard() == "")
        server.wait(milliseconds: 1)
        #expect(try client.heard().hasPrefix("421 4.4.2"))
    }
}
