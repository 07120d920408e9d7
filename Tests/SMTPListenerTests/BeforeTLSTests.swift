import NIOCore
import NIOEmbedded
import SMTPDriver
import SMTPPolicy
import SMTPSession
import Testing

@testable import SMTPListener

@Suite("Before TLS on a port that begins with it")
struct BeforeTLSTests {
    private static let security = try? ServerSecurity(selfSignedFor: "mx.sim.example")

    private func server(
        _ handler: String? = nil, _ watcher: RecordingWatcher? = nil,
        _ change: (inout ListenerOptions) throws -> Void = { _ in }
    ) throws -> VirtualServer {
        var options = ListenerOptions()
        options.security = Self.security
        #expect(options.security != nil)
        if let handler { options.policy.handlers.append(try Handler(parsing: handler)) }
        try change(&options)
        return VirtualServer(options, watcher: watcher)
    }

    /// The beginning of any client's first record: a handshake message of 512 octets.
    private let hello = ByteBuffer(bytes: [22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3])

    @Test("a handshake that stalls is never answered, and ends with the client's time")
    func stalls() throws {
        let watcher = RecordingWatcher()
        let server = try server("tls accept link handshake stalls", watcher)
        let client = try server.client(isSecure: true)
        try client.channel.writeInbound(hello)
        server.wait(milliseconds: 200_000)
        #expect(try client.channel.readOutbound(as: ByteBuffer.self) == nil)
        #expect(client.isOpen)
        server.wait(milliseconds: 200_000)
        #expect(!client.isOpen)
        #expect(watcher.troubles == [.handshake("it stalls, as a handler wants")])
        #expect(watcher.events() == [])
    }

    @Test(
        "a handshake that is refused, in whatever way, fails with an alert",
        arguments: [
            "tls accept link handshake fails", "tls reject", "tls tempfail", "tls close",
        ])
    func fails(handler: String) throws {
        let watcher = RecordingWatcher()
        let client = try server(handler, watcher).client(isSecure: true)
        #expect(try client.channel.readOutbound(as: ByteBuffer.self) == nil)
        try client.channel.writeInbound(hello)
        let alert = try client.channel.readOutbound(as: ByteBuffer.self)
        #expect(alert == ByteBuffer(bytes: [21, 3, 3, 0, 2, 2, 40]))
        #expect(watcher.troubles == [.handshake("it fails, as a handler wants")])
        client.endInput()
        #expect(!client.isOpen)
        #expect(watcher.kinds.last == "closed")
    }

    @Test("silence stalls, disconnect closes, and octets in clear are sent as they are")
    func others() throws {
        let silent = try server("tls silence").client(isSecure: true)
        try silent.channel.writeInbound(hello)
        #expect(try silent.heard() == "")
        #expect(silent.isOpen)
        #expect(try !server("tls disconnect").client(isSecure: true).isOpen)
        let plain = try server(#"tls reply "454 4.7.0 No TLS today\r\n""#).client(isSecure: true)
        #expect(try plain.heard() == "454 4.7.0 No TLS today\r\n")
        plain.endInput()
        #expect(!plain.isOpen)
    }

    @Test("a handshake can come late; what the client said meanwhile waits, and is heard then")
    func late() throws {
        let server = try server("tls delay 30s")
        let client = try server.client(isSecure: true)
        let tls = try VirtualHandshake(client)
        #expect(try tls.heard() == "")
        server.wait(milliseconds: 29_999)
        #expect(try tls.heard() == "")
        server.wait(milliseconds: 1)
        #expect(try tls.heard().hasPrefix("220 mx.sim.example"))
    }

    @Test("a handler's count holds for all clients: once is once")
    func once() throws {
        let server = try server("tls accept link handshake fails once")
        _ = try server.client(isSecure: true)
        let tls = try VirtualHandshake(try server.client(isSecure: true))
        #expect(try tls.heard().hasPrefix("220 mx.sim.example"))
    }

    @Test("a trusted proxy's header comes before TLS, cut anywhere")
    func header() throws {
        let server = try server {
            $0.trusted = try [#require(AddressRange("192.0.2.0/24"))]
            $0.configuration.expectsProxyHeader = true
        }
        let header = "PROXY TCP4 198.51.100.7 192.0.2.1 40000 465\r\n"
        for cut in [1, 20, header.utf8.count - 1] {
            let client = try server.client(from: "192.0.2.9", isSecure: true)
            let octets = Array(header.utf8)
            try client.channel.writeInbound(ByteBuffer(bytes: octets[..<cut]))
            try client.channel.writeInbound(ByteBuffer(bytes: octets[cut...]))
            let tls = try VirtualHandshake(client)
            #expect(try tls.heard().hasPrefix("220 "))
            #expect(client.connection.machine.value.peer?.address == "198.51.100.7")
            #expect(client.connection.machine.value.peer?.tls != nil)
        }
    }

    @Test("a client hello in the same portion as the header is not lost")
    func together() throws {
        let server = try server {
            $0.trusted = try [#require(AddressRange("192.0.2.0/24"))]
            $0.configuration.expectsProxyHeader = true
        }
        let client = try server.client(from: "192.0.2.9", isSecure: true)
        let header = "PROXY UNKNOWN\r\n"
        let tls = try VirtualHandshake(client, before: Array(header.utf8))
        #expect(try tls.heard().hasPrefix("220 "))
        #expect(client.connection.machine.value.peer?.address == "192.0.2.9")
    }

    @Test("what is no header ends the connection; others than trusted clients need none")
    func noHeader() throws {
        let watcher = RecordingWatcher()
        let server = try server(nil, watcher) {
            $0.trusted = try [#require(AddressRange("192.0.2.0/24"))]
            $0.configuration.expectsProxyHeader = true
        }
        let client = try server.client(from: "192.0.2.9", isSecure: true)
        try client.channel.writeInbound(hello)
        #expect(!client.isOpen)
        #expect(watcher.troubles == [.connection("it begins with no PROXY header")])
        let other = try VirtualHandshake(try server.client(from: "198.51.100.1", isSecure: true))
        #expect(try other.heard().hasPrefix("220 "))
    }
}
