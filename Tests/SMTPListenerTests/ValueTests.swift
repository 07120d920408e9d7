import NIOCore
import NIOEmbedded
import SMTPDriver
import SMTPSession
import Testing

@testable import SMTPListener

@Suite("Ranges of addresses")
struct AddressRangeTests {
    private func octets(_ text: String) throws -> [UInt8] {
        try #require(SocketAddress(ipAddress: text, port: 0).octets)
    }

    @Test(
        "contain the addresses that begin alike",
        arguments: [
            ("192.0.2.0/24", "192.0.2.255", true), ("192.0.2.0/24", "192.0.3.0", false),
            ("192.0.2.128/25", "192.0.2.127", false), ("192.0.2.128/25", "192.0.2.129", true),
            ("127.0.0.1", "127.0.0.1", true), ("127.0.0.1", "127.0.0.2", false),
            ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "::1", false),
            ("2001:db8::/33", "2001:db8:7fff::1", true),
            ("2001:db8::/33", "2001:db8:8000::1", false),
            ("192.0.2.1", "::ffff:192.0.2.1", true),
        ])
    func contains(range: String, address: String, isIn: Bool) throws {
        #expect(try #require(AddressRange(range)).contains(octets(address)) == isIn)
    }

    @Test(
        "are nothing else",
        arguments: [
            "", "localhost", "192.0.2.0/33", "192.0.2.0/", "192.0.2.0/-1", "192.0.2", "::/129",
        ])
    func none(text: String) { #expect(AddressRange(text) == nil) }
}

@Suite("What a handshake says in clear")
struct HandshakeTests {
    /// A ClientHello with a server name, as records of `size` octets.
    private func hello(name: String, recordSize size: Int) -> [UInt8] {
        let host = Array(name.utf8)
        func vector(_ octets: [UInt8]) -> [UInt8] {
            [UInt8(octets.count >> 8), UInt8(octets.count & 0xFF)] + octets
        }
        let names = vector([0] + vector(host))
        let extensions = vector([0, 23] + vector([]) + [0, 0] + vector(names))
        let body =
            [3, 3] + [UInt8](repeating: 7, count: 32) + [0] + vector([0x13, 0x01]) + [1, 0]
            + extensions
        let message = [1, 0, UInt8(body.count >> 8), UInt8(body.count & 0xFF)] + body
        return stride(from: 0, to: message.count, by: size).flatMap { start in
            [22, 3, 1] + vector(Array(message[start..<min(start + size, message.count)]))
        }
    }

    @Test(
        "the server's name is found however records and octets are cut", arguments: [1, 7, 1_000])
    func serverName(recordSize: Int) {
        var first = FirstHandshakeMessage()
        var findings = HandshakeFindings()
        for octet in hello(name: "mx.sim.example", recordSize: recordSize) {
            if let message = first.append([octet]) { findings.take(clientHello: message) }
        }
        #expect(findings.serverName == "mx.sim.example")
    }

    @Test("what is no host name, no handshake, or cut short is nothing")
    func nothing() {
        for octets in [hello(name: "a\u{1B}[2J", recordSize: 1_000), Array("EHLO x\r\n".utf8)] {
            var first = FirstHandshakeMessage()
            var findings = HandshakeFindings()
            if let message = first.append(octets) { findings.take(clientHello: message) }
            #expect(findings == HandshakeFindings())
        }
        let whole = hello(name: "mx.sim.example", recordSize: 10_000).dropFirst(5)
        for end in whole.indices {
            var findings = HandshakeFindings()
            findings.take(clientHello: whole[..<end])
            #expect(findings.serverName == nil)
        }
    }

    @Test("a cipher suite has its registered name, or its number")
    func ciphers() {
        var findings = HandshakeFindings()
        let head: [UInt8] = [2, 0, 0, 40, 3, 3] + [UInt8](repeating: 1, count: 32) + [0]
        findings.take(serverHello: (head + [0x13, 0x02])[...])
        #expect(findings.cipherName == "TLS_AES_256_GCM_SHA384")
        findings.take(serverHello: (head + [0xAB, 0xCD])[...])
        #expect(findings.cipherName == "0xABCD")
    }
}

@Suite("Messages in memory")
struct KeptMessagesTests {
    private func message(_ name: String, octets: Int) -> ReceivedMessage {
        ReceivedMessage(
            identifier: name, envelope: Envelope(), origin: MessageOrigin(Session(Configuration())),
            octets: UInt64(octets), content: MessageContent([UInt8](repeating: 1, count: octets)))
    }

    private func accept(_ kept: KeptMessages, _ name: String, octets: Int = 10) {
        #expect(kept.reserve(octets))
        kept.accept(message(name, octets: octets))
    }

    @Test("are bounded in number: the oldest are forgotten")
    func number() {
        let kept = KeptMessages(messages: 2, octets: 1_000)
        for name in ["m1", "m2", "m3"] { accept(kept, name) }
        #expect(kept.messages.map(\.identifier) == ["m2", "m3"])
        #expect(kept.acceptedCount == 3)
    }

    @Test("are bounded in octets, those under way included")
    func octets() {
        let kept = KeptMessages(messages: 10, octets: 100)
        accept(kept, "m1", octets: 60)
        accept(kept, "m2", octets: 30)
        #expect(kept.reserve(70))
        #expect(kept.messages.map(\.identifier) == ["m2"])
        #expect(!kept.reserve(40))
        #expect(kept.messages.isEmpty)
        kept.release(70)
        #expect(kept.reserve(100))
        #expect(!kept.reserve(1))
    }

    @Test("are handed out once each, in order, whether they are there or awaited")
    func next() throws {
        let kept = KeptMessages(messages: 10, octets: 1_000)
        let loop = EmbeddedEventLoop()
        accept(kept, "m1")
        accept(kept, "m2")
        #expect(try kept.next(on: loop).0.wait().identifier == "m1")
        #expect(try kept.next(on: loop).0.wait().identifier == "m2")
        let (third, _) = kept.next(on: loop)
        let (fourth, number) = kept.next(on: loop)
        accept(kept, "m3")
        #expect(try third.wait().identifier == "m3")
        kept.giveUp(number, because: CancellationError())
        #expect(throws: CancellationError.self) { try fourth.wait() }
        accept(kept, "m4")
        #expect(try kept.next(on: loop).0.wait().identifier == "m4")
    }
}
