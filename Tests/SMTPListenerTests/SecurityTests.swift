import NIOCore
import NIOEmbedded
import SMTPDriver
import SMTPPolicy
import SMTPSession
import Testing

@testable import SMTPListener

@Suite("TLS")
struct SecurityTests {
    private static let security = try? ServerSecurity(selfSignedFor: "mx.sim.example")

    private func server(
        _ watcher: RecordingWatcher? = nil, _ change: (inout ListenerOptions) -> Void = { _ in }
    ) throws -> VirtualServer {
        var options = ListenerOptions()
        options.security = Self.security
        #expect(options.security != nil)
        change(&options)
        return VirtualServer(options, watcher: watcher)
    }

    @Test("STARTTLS begins a session anew, with the real version, cipher and server name")
    func startTLS() throws {
        let watcher = RecordingWatcher()
        let client = try server(watcher).client()
        #expect(
            try client.send("EHLO client.example\r\nSTARTTLS\r\n").contains("\r\n220 2.0.0 Ready"))
        let tls = try VirtualHandshake(client, name: "mx.sim.example")
        #expect(try tls.send("MAIL FROM:<a@b.example>\r\n").hasPrefix("503 "))
        #expect(try tls.send("EHLO client.example\r\n").contains("AUTH PLAIN LOGIN CRAM-MD5"))
        let info = try #require(client.connection.machine.value.tls)
        #expect(info.version == "TLSv1.3")
        #expect(info.cipher?.hasPrefix("TLS_") == true)
        #expect(info.serverName == "mx.sim.example")
        #expect(info.channelBindings?["tls-server-end-point"]?.count == 32)
        #expect(watcher.events().contains(.secured(info)))
        #expect(watcher.notes().contains(.tlsStarted))
        #expect(watcher.troubles.isEmpty)
    }

    @Test("a connection that begins with TLS is greeted inside")
    func implicit() throws {
        let client = try server().client(isSecure: true)
        #expect(try client.heard() == "")
        let tls = try VirtualHandshake(client)
        #expect(try tls.heard().hasPrefix("220 mx.sim.example"))
        #expect(try !tls.send("EHLO client.example\r\n").contains("STARTTLS"))
        #expect(client.connection.machine.value.peer?.tls?.cipher != nil)
        #expect(try tls.send("QUIT\r\n").hasPrefix("221 "))
    }

    @Test("records may be cut after every octet")
    func cutRecords() throws {
        let client = try server().client()
        try client.send("EHLO client.example\r\nSTARTTLS\r\n")
        let tls = try VirtualHandshake(client, name: "mx.sim.example", portion: 1)
        #expect(try tls.send("EHLO client.example\r\n").hasPrefix("250-mx.sim.example"))
        #expect(client.connection.machine.value.tls?.serverName == "mx.sim.example")
    }

    /// Row 3 of the security cases: what came in clear must not be taken for commands inside.
    @Test(
        "whatever follows STARTTLS in clear is dropped, whole lines and parts",
        arguments: [
            ("NOOP x\r\n", "NOOP\r\n", "250 "), ("NOO", "P\r\n", "500 "),
            ("MAIL FROM:<evil@e.example> ", "EHLO b.example\r\n", "250-"),
            (
                "EHLO evil.example\r\nMAIL FROM:<evil@e.example>\r\n",
                "MAIL FROM:<a@b.example>\r\n", "503 "
            ),
        ])
    func injection(inClear: String, inside: String, expected: String) throws {
        let watcher = RecordingWatcher()
        let client = try server(watcher).client()
        let heard = try client.send("EHLO client.example\r\nSTARTTLS\r\n\(inClear)")
        #expect(heard.hasSuffix("\r\n220 2.0.0 Ready to start TLS\r\n"))
        let tls = try VirtualHandshake(client)
        #expect(try tls.heard() == "")
        #expect(try tls.send(inside).hasPrefix(expected))
        #expect(client.connection.machine.value.envelope.sender == nil)
        #expect(watcher.notes().contains(.tlsDiscarded))
    }

    @Test("what was injected while somebody holds STARTTLS is dropped too")
    func injectionWhileHeld() throws {
        let watcher = RecordingWatcher(canBeAsked: true)
        let client = try server(watcher) { $0.policy.asks = HookSet(.tls) }.client()
        try client.send("EHLO client.example\r\nSTARTTLS\r\nNOO")
        try client.send("P\r\nRSET\r\n")
        client.connection.release(try #require(watcher.holds.first).number, .pass)
        #expect(try client.heard() == "220 2.0.0 Ready to start TLS\r\n")
        let tls = try VirtualHandshake(client)
        #expect(try tls.heard() == "")
        #expect(try tls.send("P\r\n").hasPrefix("500 "))
    }

    @Test("a client that talks on in clear after 220 is closed, and heard no more")
    func clearAfterReady() throws {
        let watcher = RecordingWatcher()
        let server = try server(watcher)
        let client = try server.client()
        try client.send("EHLO client.example\r\nSTARTTLS\r\n")
        _ = try? client.channel.writeInbound(ByteBuffer(string: "NOOP\r\nNOOP\r\n"))
        #expect(!client.isOpen)
        #expect(watcher.troubles.count == 1)
        #expect(try !client.heard().contains("250"))
        #expect(try server.client().send("NOOP\r\n").hasSuffix("250 2.0.0 OK\r\n"))
    }

    @Test("a client that leaves the handshake unfinished is closed in the end")
    func unfinished() throws {
        let watcher = RecordingWatcher()
        let server = try server(watcher)
        let client = try server.client(isSecure: true)
        server.wait(milliseconds: 299_999)
        #expect(client.isOpen)
        server.wait(milliseconds: 1)
        #expect(!client.isOpen)
        #expect(watcher.kinds == ["opened", "failed", "closed"])
    }

    @Test("without a certificate STARTTLS is not offered")
    func noCertificate() throws {
        #expect(try !VirtualServer().client().send("EHLO client.example\r\n").contains("STARTTLS"))
    }
}

@Suite("Hostile clients")
struct HostileTests {
    private static let start =
        "EHLO evil.example\r\nMAIL FROM:<a@evil.example>\r\nRCPT TO:<bob@sim.example>\r\nDATA\r\n"

    /// Row 1: no end of the text but CRLF.CRLF.
    @Test(
        "cannot smuggle a message by an end of text that is none",
        arguments: [
            "\n.\n", "\n.\r", "\r.\n", "\r.\r", "\n.\r\n", "\r.\r\n", "\r\n\0.\r\n", "\r\n.\r",
            "\r\n.\n", "\r\n.\r\r\n", "\r\r\n.\r\r\n",
        ])
    func smuggling(end: String) throws {
        let second =
            "MAIL FROM:<evil@e.example>\r\nRCPT TO:<x@sim.example>\r\nDATA\r\nevil\r\n.\r\n"
        let text = "one" + end + second
        for isCut in [false, true] {
            let server = VirtualServer()
            let client = try server.client()
            try client.send(Self.start)
            var heard = ""
            if isCut {
                for octet in text.utf8 {
                    try client.channel.writeInbound(ByteBuffer(bytes: [octet]))
                }
                heard = try client.heard()
            } else {
                heard = try client.send(text)
            }
            #expect(heard.split(separator: "\r\n").count == 1, "\(heard)")
            let kept = server.commons.kept.messages
            #expect(kept.count <= 1)
            if let message = kept.first?.content?.octets {
                #expect(message.contains(Array("evil@e.example".utf8)))
            }
        }
    }

    /// Row 8: what is too large is read to its end, and then dropped.
    @Test("stay in step after a message that is too large")
    func oversize() throws {
        var options = ListenerOptions()
        options.configuration.limits.messageSize = 10_000
        let client = try VirtualServer(options).client()
        try client.send(Self.start)
        let line = String(repeating: "x", count: 98) + "\r\n"
        var heard = ""
        for _ in 0..<600 { heard += try client.send(line) }
        heard += try client.send("MAIL FROM:<evil@e.example>\r\n.\r\n")
        #expect(heard.hasPrefix("552 ") && heard.split(separator: "\r\n").count == 1, "\(heard)")
        #expect(try client.send("NOOP\r\n") == "250 2.0.0 OK\r\n")
    }

    /// Row 9: a line without an end takes no memory.
    @Test("cannot fill the memory with a line that never ends")
    func endlessLine() throws {
        let client = try VirtualServer().client()
        let piece = ByteBuffer(repeating: UInt8(ascii: "a"), count: 65_536)
        for _ in 0..<64 where client.isOpen { try client.channel.writeInbound(piece) }
        #expect(
            client.connection.unread.count + client.connection.machine.value.bufferedOctets.count
                < 131_072)
        #expect(try client.send("\r\n").contains("500 5.5."))
    }

    /// Row 13: who talks first is noticed.
    @Test("are noticed if they talk before the greeting")
    func earlyTalk() throws {
        var options = ListenerOptions()
        options.policy.handlers.append(try Handler(parsing: "connect delay 5s"))
        let watcher = RecordingWatcher()
        let server = VirtualServer(options, watcher: watcher)
        let client = try server.client()
        try client.send("EHLO bot.example\r\n")
        #expect(try client.heard() == "")
        server.wait(milliseconds: 5_000)
        #expect(try client.heard().hasPrefix("220 "))
    }

    /// Row 16: other protocols.
    @Test(
        "that speak another protocol are told so, or closed",
        arguments: [
            "POST / HTTP/1.1\r\nHost: x\r\n\r\n", "GET / HTTP/1.0\r\n\r\n",
            "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\r\n", "*1\r\n$4\r\nPING\r\n",
            "PROXY TCP4 1.2.3.4 5.6.7.8 1 25\r\n",
        ])
    func otherProtocols(text: String) throws {
        let client = try VirtualServer().client()
        _ = try client.heard()
        let heard = try client.send(text)
        #expect(
            heard.split(separator: "\r\n").allSatisfy { "45".contains($0.first ?? "2") }, "\(heard)"
        )
        #expect(!heard.isEmpty)
    }

    @Test("find every octet of a reply printable, whatever they sent")
    func injection() throws {
        let client = try VirtualServer().client()
        for name in ["x\r250 fake", "\u{1B}[2J", "\u{202E}", "\u{9B}", "\0"] {
            let heard = try client.send("EHLO \(name)\r\nVRFY \(name)\r\n")
            #expect(
                heard.utf8.allSatisfy { (0x20..<0x7F).contains($0) || $0 == 0x0D || $0 == 0x0A })
        }
    }
}
