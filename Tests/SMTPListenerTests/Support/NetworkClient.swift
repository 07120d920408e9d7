import NIOCore
import NIOPosix
import NIOSSL

/// A client on a socket, which sends and waits for whole replies.
struct NetworkClient {
    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var heard = ""

    /// Why there is no reply.
    struct Closed: Error {}

    /// Connects, has a conversation, and closes; the kernel may keep so many octets for it, if that is given.
    static func converse<Result: Sendable>(
        with port: UInt16, room: Int? = nil,
        _ body: @Sendable (inout NetworkClient) async throws -> Result
    ) async throws -> Result {
        var bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        if let room {
            bootstrap = bootstrap.channelOption(
                .socketOption(.so_rcvbuf), value: room)
        }
        let channel =
            try await bootstrap
            .connect(host: "127.0.0.1", port: Int(port)) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var client = NetworkClient(
                inbound: inbound.makeAsyncIterator(), outbound: outbound)
            return try await body(&client)
        }
    }

    private init(
        inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
        outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) {
        self.inbound = inbound
        self.outbound = outbound
    }

    /// Sends text.
    func send(_ text: String) async throws { try await outbound.write(ByteBuffer(string: text)) }

    /// Waits for the greeting, and says EHLO.
    mutating func begin() async throws {
        _ = try await reply()
        _ = try await ask("EHLO client.example\r\n")
    }

    /// Sends text, and waits for a reply.
    mutating func ask(_ text: String) async throws -> String {
        try await send(text)
        return try await reply()
    }

    /// The next whole reply.
    mutating func reply() async throws -> String {
        var reply = ""
        while true {
            while let end = heard.firstRange(of: "\r\n") {
                let line = heard[..<end.upperBound]
                heard.removeSubrange(..<end.upperBound)
                reply += line
                if line.dropFirst(3).first == " " { return reply }
            }
            guard let buffer = try await inbound.next() else { throw Closed() }
            heard += String(buffer: buffer)
        }
    }

    /// Sends a message, with text that ends with CR LF, and returns the reply to it.
    mutating func deliver(_ text: String) async throws -> String {
        _ = try await ask("MAIL FROM:<ann@client.example>\r\n")
        _ = try await ask("RCPT TO:<bob@sim.example>\r\n")
        _ = try await ask("DATA\r\n")
        return try await ask(text + ".\r\n")
    }
}
