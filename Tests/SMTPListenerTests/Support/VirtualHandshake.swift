import NIOCore
import NIOEmbedded
import NIOSSL

@testable import SMTPListener

/// A client that speaks TLS with a server without a network; its records can be cut anywhere.
final class VirtualHandshake {
    let channel: EmbeddedChannel
    private let server: VirtualClient
    /// How many octets the server gets at once.
    private let portion: Int

    /// What stands before the first octets, in the same portion.
    private var before: [UInt8]

    /// A client that begins the handshake at once.
    init(
        _ server: VirtualClient, name: String? = nil, portion: Int = .max, before: [UInt8] = []
    ) throws {
        self.before = before
        self.server = server
        self.portion = portion
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateVerification = .none
        let handler = try NIOSSLClientHandler(
            context: NIOSSLContext(configuration: configuration), serverHostname: name)
        channel = EmbeddedChannel(handler: handler)
        channel.connect(to: try SocketAddress(ipAddress: "192.0.2.1", port: 25), promise: nil)
        try carry()
    }

    /// Sends text inside TLS, and returns what comes back.
    func send(_ text: String) throws -> String {
        channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
        return try heard()
    }

    /// What the server has said inside TLS.
    func heard() throws -> String {
        try carry()
        var text = ""
        while let buffer = try channel.readInbound(as: ByteBuffer.self) {
            text += String(buffer: buffer)
        }
        return text
    }

    /// Carries octets to and fro until there are none.
    private func carry() throws {
        var isMoving = true
        while isMoving {
            isMoving = false
            while var buffer = try channel.readOutbound(as: ByteBuffer.self) {
                isMoving = true
                while let piece = buffer.readSlice(length: min(portion, buffer.readableBytes)),
                    piece.readableBytes > 0
                {
                    try server.channel.writeInbound(
                        ByteBuffer(bytes: before + piece.readableBytesView))
                    before = []
                }
            }
            while let buffer = try server.channel.readOutbound(as: ByteBuffer.self) {
                isMoving = true
                try channel.writeInbound(buffer)
            }
        }
    }
}
