import NIOCore
import NIOEmbedded
import SMTPDriver
import SMTPPolicy
import SMTPSession
import Testing

@testable import SMTPListener

@Suite("A connection")
struct ConversationTests {
    static let message =
        "EHLO client.example\r\nMAIL FROM:<ann@client.example>\r\nRCPT TO:<bob@sim.example>\r\n"
        + "DATA\r\n"

    @Test("greets, takes a message, and closes after QUIT")
    func message() throws {
        let server = VirtualServer()
        let client = try server.client()
        #expect(try client.heard().hasPrefix("220 mx.sim.example"))
        #expect(
            try client.send(Self.message).hasSuffix(
                "354 End the message with a dot alone on a line\r\n"))
        #expect(
            try client.send("Subject: x\r\n\r\n..dot\r\n.\r\n")
                == "250 2.6.0 Message accepted as m1\r\n")
        #expect(try client.send("QUIT\r\n").hasPrefix("221 2.0.0"))
        #expect(!client.isOpen)
        let kept = server.commons.kept.messages
        #expect(kept.map(\.identifier) == ["m1"])
        #expect(kept.first?.content?.octets == Array("Subject: x\r\n\r\n.dot\r\n".utf8))
        #expect(server.commons.table.count == 0)
    }

    private static func checkpointServer() -> VirtualServer {
        var options = ListenerOptions()
        options.configuration.extensions.insert(.checkpoint)
        return VirtualServer(options)
    }

    @Test("goes on with a transaction whose connection was lost, in a later session (RFC 1845)")
    func checkpoint() throws {
        let server = Self.checkpointServer()
        let hello = "EHLO client.example\r\n"
        let mail = "MAIL FROM:<ann@client.example> TRANSID=<1@client.example>\r\n"
        let lost = try server.client()
        try lost.send(hello + mail + "RCPT TO:<bob@sim.example>\r\nDATA\r\n")
        try lost.send("Subject: x\r\n\r\none\r\ntw")
        lost.lose()
        let later = try server.client()
        try later.send(hello)
        #expect(try later.send(mail) == "355 19 is the transaction offset\r\n")
        #expect(try later.send("DATA\r\n").hasPrefix("354"))
        #expect(try later.send("two\r\n.\r\n").hasPrefix("250"))
        #expect(
            server.commons.kept.messages.map { $0.content?.octets }
                == [Array("Subject: x\r\n\r\none\r\ntwo\r\n".utf8)])
        // It has ended, so the same name is another transaction's.
        #expect(try later.send(mail).hasPrefix("250"))
    }

    @Test("forgets a transaction that a later session has ended by QUIT (RFC 1845 §3)")
    func checkpointEnded() throws {
        let server = Self.checkpointServer()
        let mail = "EHLO client.example\r\nMAIL FROM:<a@b> TRANSID=<1@client.example>\r\n"
        let lost = try server.client()
        try lost.send(mail + "RCPT TO:<bob@sim.example>\r\nDATA\r\none\r\n")
        lost.lose()
        #expect(try server.client().send(mail).hasSuffix("355 5 is the transaction offset\r\n"))
        let later = try server.client()
        #expect(try later.send(mail + "QUIT\r\n").contains("355 5 "))
        #expect(try server.client().send(mail).hasSuffix("250 2.1.0 Sender OK\r\n"))
    }

    @Test("says the same however the client's octets are cut")
    func octetByOctet() throws {
        let text = Self.message + "Subject: x\r\n\r\ny\r\n.\r\nNOOP\r\nQUIT\r\n"
        let whole = try VirtualServer().client()
        let expected = try whole.send(text)
        let cut = try VirtualServer().client()
        for octet in text.utf8 {
            try cut.channel.writeInbound(ByteBuffer(bytes: [octet]))
        }
        #expect(try cut.heard() == expected)
    }

    @Test("tells a watcher what happened, in order, with the number of the session")
    func watched() throws {
        let watcher = RecordingWatcher()
        let server = VirtualServer(watcher: watcher)
        let first = try server.client()
        let second = try server.client()
        try second.send("NOOP\r\n")
        try first.send("QUIT\r\n")
        second.lose()
        #expect(
            watcher.kinds == [
                "opened", "happened", "opened", "happened", "happened", "happened", "closed",
                "happened", "closed",
            ])
        #expect(watcher.events(of: 1).contains(.closedByServer))
        #expect(watcher.events(of: 2).contains(.closedByClient))
        #expect(watcher.notes(of: 2) == [.noQuit])
    }

    @Test("lets handlers that were added meanwhile act at once")
    func liveChange() throws {
        let server = VirtualServer()
        let client = try server.client()
        try client.send("EHLO client.example\r\nMAIL FROM:<ann@client.example>\r\n")
        let handler = try Handler(parsing: "recipient nosuch@* reject")
        server.commons.live.changePolicy { $0.handlers.append(handler) }
        #expect(try client.send("RCPT TO:<nosuch@sim.example>\r\n").hasPrefix("550 5."))
        server.commons.live.changeConfiguration { $0.limits.recipients = 0 }
        #expect(try client.send("RCPT TO:<bob@sim.example>\r\n").hasPrefix("452 4.5.3"))
    }

    @Test("beyond the limit hears 421, and the others are served")
    func excess() throws {
        var options = ListenerOptions()
        options.maximumConnections = 1
        let watcher = RecordingWatcher()
        let server = VirtualServer(options, watcher: watcher)
        let first = try server.client()
        let second = try server.client()
        #expect(try second.heard().contains("Too many connections"))
        #expect(try first.send("NOOP\r\n").hasSuffix("250 2.0.0 OK\r\n"))
        #expect(watcher.remarks == [.full(limit: 1)])
    }

    @Test("answers what a client sent before it ended its side")
    func halfClosed() throws {
        let client = try VirtualServer().client()
        try client.channel.writeInbound(ByteBuffer(string: "EHLO client.example\r\nNOOP\r\n"))
        client.endInput()
        #expect(try client.heard().hasSuffix("250 2.0.0 OK\r\n"))
        #expect(!client.isOpen)
    }

    @Test("believes XCLIENT and a PROXY header of trusted clients only")
    func trust() throws {
        var options = ListenerOptions()
        options.configuration.extensions.insert(.xClient)
        options.trusted = try [#require(AddressRange("192.0.2.0/24"))]
        let server = VirtualServer(options)
        let xclient = "EHLO client.example\r\nXCLIENT ADDR=198.51.100.7\r\n"
        #expect(try server.client(from: "192.0.2.9").send(xclient).contains("\r\n220 "))
        #expect(try !server.client(from: "198.51.100.1").send(xclient).contains("\r\n220 "))
        options.configuration.expectsProxyHeader = true
        let proxied = VirtualServer(options)
        let header = "PROXY TCP4 198.51.100.7 192.0.2.1 40000 25\r\n"
        let trusted = try proxied.client(from: "192.0.2.9")
        #expect(try trusted.heard() == "")
        #expect(try trusted.send(header).hasPrefix("220 "))
        #expect(trusted.connection.machine.value.peer?.address == "198.51.100.7")
        let other = try proxied.client(from: "198.51.100.1")
        #expect(try other.send(header).contains("\r\n5"))
        #expect(other.connection.machine.value.peer?.address == "198.51.100.1")
    }

    @Test("is not ended by the failure of another")
    func independence() throws {
        let watcher = RecordingWatcher()
        let server = VirtualServer(watcher: watcher)
        let first = try server.client()
        let second = try server.client()
        struct Broken: Error {}
        first.channel.pipeline.fireErrorCaught(Broken())
        #expect(!first.isOpen)
        #expect(watcher.troubles.count == 1)
        #expect(try second.send("NOOP\r\n").hasSuffix("250 2.0.0 OK\r\n"))
    }
}
