import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS
import SystemCalls

/// A connection to a server, for a client that waits for each answer.
///
///     let server = try ServerConnection(to: address, patience: .seconds(10))
///     try server.send(Array("EHLO client.example\r\n".utf8))
///     let octets = try server.receive(within: .seconds(10))
///
/// Whoever calls it blocks, so it is not for event loops. What the server sends is kept up to a bound, and
/// beyond that the connection is closed.
///
/// A class, since it stands for a socket, which cannot be copied.
public final class ServerConnection: Sendable {
    private let channel: any Channel
    private let inbox: ServerInbox
    private let patience: TimeAmount

    /// One loop for all connections of the program: they wait more than they work.
    private static let loops = MultiThreadedEventLoopGroup.singleton

    /// Connects.
    ///
    /// - Parameters:
    ///   - address: of the server
    ///   - patience: how long connecting, sending and the handshake may each take
    /// - Throws: ``ServerFault``
    public init(to address: SocketAddress, patience: TimeAmount) throws(ServerFault) {
        let inbox = ServerInbox()
        self.inbox = inbox
        self.patience = patience
        channel = try ServerFault.reporting {
            try ClientBootstrap(group: ServerConnection.loops)
                .connectTimeout(patience)
                .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(inbox.handler)
                    }
                }
                .connect(to: address).wait()
        }
    }

    deinit { channel.close(promise: nil) }

    /// Sends octets, and waits until the system has taken them.
    public func send(_ octets: [UInt8]) throws(ServerFault) {
        try ServerFault.reporting {
            let sent = channel.writeAndFlush(channel.allocator.buffer(bytes: octets))
            let deadline = channel.eventLoop.scheduleTask(in: patience) { [channel] in
                channel.close(promise: nil)
            }
            defer { deadline.cancel() }
            try sent.wait()
        }
    }

    /// Waits for what the server sends.
    ///
    /// - Returns: the octets; none if the server has closed the connection; nil if nothing came in time.
    /// - Throws: ``ServerFault`` if the connection broke off
    public func receive(within patience: TimeAmount) throws(ServerFault) -> [UInt8]? {
        try inbox.take(within: patience)
    }

    /// Does the TLS handshake; octets that came before it and were not received are dropped.
    ///
    /// - Parameters:
    ///   - host: the name that the certificate must be for, if it is looked at; nil for an address
    ///   - verifies: whether the certificate is looked at
    /// - Throws: ``ServerFault``
    public func startTLS(host: String?, verifies: Bool) throws(ServerFault) {
        try ServerFault.reporting {
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.certificateVerification = verifies ? .fullVerification : .none
            let context = try NIOSSLContext(configuration: configuration)
            let done = channel.eventLoop.makePromise(of: Void.self)
            let deadline = channel.eventLoop.scheduleTask(in: patience) {
                done.fail(ServerFault("the TLS handshake took too long"))
            }
            defer { deadline.cancel() }
            channel.eventLoop.execute { [channel, inbox] in
                do {
                    let handler = try NIOSSLClientHandler(context: context, serverHostname: host)
                    let handlers: [any ChannelHandler] = [handler, HandshakeWatch(done)]
                    // What is in the inbox now came in clear, before the handshake.
                    inbox.drop()
                    try channel.pipeline.syncOperations.addHandlers(handlers, position: .first)
                } catch {
                    done.fail(error)
                }
            }
            try done.futureResult.wait()
        }
    }

    /// Closes the connection.
    public func close() { channel.close(promise: nil) }
}

/// Says when the handshake is done, or that it failed.
///
/// A class, as handlers are; it is used on the channel's loop only.
private final class HandshakeWatch: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let done: EventLoopPromise<Void>

    init(_ done: EventLoopPromise<Void>) { self.done = done }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted? = event as? TLSUserEvent { done.succeed() }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        done.fail(ServerFault("the TLS handshake failed: \(ServerFault(error))"))
        context.fireErrorCaught(error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        done.fail(ServerFault("the server closed the connection in the TLS handshake"))
        context.fireChannelInactive()
    }
}

/// Why a server cannot be talked to.
public struct ServerFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, in lower case and without a full stop.
    public let description: String

    init(_ description: String) { self.description = description }

    init(_ error: any Error) {
        switch error {
        case let fault as ServerFault: self = fault
        case let error as NIOConnectionError: self.init("cannot connect: \(ErrorText.of(error))")
        default: self.init(ErrorText.of(error))
        }
    }

    static func reporting<Result>(_ body: () throws -> Result) throws(ServerFault) -> Result {
        do {
            return try body()
        } catch {
            throw ServerFault(error)
        }
    }
}
