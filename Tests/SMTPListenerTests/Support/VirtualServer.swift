import NIOCore
import NIOEmbedded
import SMTPDriver
import SMTPPolicy
import SMTPSession

@testable import SMTPListener

/// A server without a network, in virtual time: its clients' channels are in memory.
final class VirtualServer {
    let loop = EmbeddedEventLoop()
    let commons: Commons

    init(_ options: ListenerOptions = ListenerOptions(), watcher: RecordingWatcher? = nil) {
        commons = Commons(options, watcher: watcher, beginning: loop.now) {
            ServedMachine(Session($0))
        }
    }

    /// A client that connects.
    func client(
        from address: String = "192.0.2.1", isSecure: Bool = false
    ) throws -> VirtualClient {
        try VirtualClient(self, address, isSecure: isSecure)
    }

    /// Lets time go by.
    func wait(milliseconds: Int64) { loop.advanceTime(by: .milliseconds(milliseconds)) }
}

/// A client of a server without a network.
final class VirtualClient {
    let connection: Connection
    let channel: EmbeddedChannel

    init(_ server: VirtualServer, _ address: String, isSecure: Bool) throws {
        let from = try SocketAddress(ipAddress: address, port: 40_000)
        connection = Connection(
            server.commons, endpoint: "test", isSecure: isSecure, address: from, on: server.loop)
        channel = EmbeddedChannel(handler: connection, loop: server.loop)
        channel.connect(to: from, promise: nil)
    }

    /// Sends text, and returns what the server has said since it was last asked.
    @discardableResult
    func send(_ text: String) throws -> String {
        try channel.writeInbound(ByteBuffer(string: text))
        return try heard()
    }

    /// What the server has said since it was last asked.
    func heard() throws -> String {
        var text = ""
        while let buffer = try channel.readOutbound(as: ByteBuffer.self) {
            text += String(buffer: buffer)
        }
        return text
    }

    /// Has the client say that it sends no more.
    func endInput() { channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed) }

    /// Loses the connection.
    func lose() { channel.close(promise: nil) }

    var isOpen: Bool { channel.isActive }
}
