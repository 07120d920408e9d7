import NIOCore
import NIOPosix
import NIOSSL
import SMTPGrammar
import SystemCalls

/// Hears what comes from the server that a proxy stands before.
protocol UpstreamListener: AnyObject {
    /// The server has replied, or said something raw.
    func upstreamSpoke()
    /// The server takes more octets.
    func upstreamIsWritable()
    /// There is no server any more, and why, if that is known.
    func upstreamEnded(_ reason: String?)
}

/// The connection to the server that a proxy stands before.
///
/// A class, since its channel's pipeline has it; all of it is used on the event loop of the client's channel.
final class Upstream: ChannelInboundHandler, @unchecked Sendable {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    let options: UpstreamOptions
    private let loop: any EventLoop
    private weak var listener: (any UpstreamListener)?
    private var channel: (any Channel)?
    private var cutter = ReplyCutter()
    private var unsent = ByteBuffer()
    private var preparation: Preparation
    /// How many replies to come are nobody's.
    private var unheard = 0

    /// What it said, and nobody has taken yet.
    private(set) var replies: [[UInt8]] = []
    /// What it said since its octets are only carried.
    var carried: [UInt8] = []
    /// Whether its octets are only carried.
    var isOpaque = false {
        didSet { carried += replies.joined() + cutter.rest }
    }
    private(set) var hasEnded = false
    /// Whether there was a connection to it.
    private(set) var wasConnected = false

    /// What the proxy itself says to the server before the client hears of it.
    private enum Preparation {
        case done
        case greeting
        case hello(greeting: [UInt8])
        case startTLS(greeting: [UInt8])
    }

    init(_ options: UpstreamOptions, _ loop: any EventLoop, _ listener: any UpstreamListener) {
        self.options = options
        self.loop = loop
        self.listener = listener
        preparation = options.startsTLS ? .greeting : .done
    }

    /// Whether it takes octets now.
    var isWritable: Bool { channel?.isWritable ?? (unsent.readableBytes < 65_536) }

    /// Connects; what is sent meanwhile waits.
    func connect() {
        let bootstrap = ClientBootstrap(group: loop)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connectTimeout(.seconds(30))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if self.options.isSecure {
                        try channel.pipeline.syncOperations.addHandler(try self.tls())
                    }
                    try channel.pipeline.syncOperations.addHandler(self)
                }
            }
        bootstrap.connect(host: options.host, port: Int(options.port)).whenFailure {
            self.end("cannot connect to \(self.options.name): \(ErrorText.of($0))")
        }
    }

    func send(_ octets: [UInt8]) {
        unsent.writeBytes(octets)
        flush()
    }

    /// Sends a command whose reply is nobody's.
    func sendUnheard(_ command: String) {
        unheard += 1
        send(Array(command.utf8))
    }

    private func flush() {
        guard let channel, unsent.readableBytes > 0, case .done = preparation else { return }
        channel.writeAndFlush(unsent, promise: nil)
        unsent = ByteBuffer()
    }

    /// The next reply, which is the caller's from then on.
    func takeReply() -> [UInt8]? { replies.isEmpty ? nil : replies.removeFirst() }

    /// Takes all that was said raw.
    func takeCarried() -> [UInt8] {
        defer { carried = [] }
        return carried
    }

    /// Reads from it, or no more.
    func setReading(_ isReading: Bool) {
        try? channel?.syncOptions?.setOption(.autoRead, value: isReading)
    }

    /// Says that the client will send no more.
    func closeOutput() { channel?.close(mode: .output, promise: nil) }

    func close() {
        hasEnded = true
        listener = nil
        channel?.close(promise: nil)
    }

    /// Begins TLS; what came in clear before it counts no more.
    func startTLS() {
        cutter = ReplyCutter()
        replies = []
        guard let channel else { return }
        do {
            try channel.pipeline.syncOperations.addHandler(try tls(), position: .first)
        } catch {
            end("TLS with \(options.name): \(error)")
        }
    }

    private func tls() throws -> NIOSSLClientHandler {
        var configuration = TLSConfiguration.makeClientConfiguration()
        // Whoever debugs a server uses a certificate that nobody vouches for.
        configuration.certificateVerification = .none
        let isName = options.host.contains { $0.isLetter } && !options.host.contains(":")
        return try NIOSSLClientHandler(
            context: try NIOSSLContext(configuration: configuration),
            serverHostname: isName ? options.host : nil)
    }

    private func end(_ reason: String?) {
        guard !hasEnded else { return }
        hasEnded = true
        listener?.upstreamEnded(reason)
    }
}

// What its channel says.

extension Upstream {
    func channelActive(context: ChannelHandlerContext) {
        // The client has gone meanwhile.
        guard !hasEnded else { return context.close(promise: nil) }
        guard options.allowsRemote || context.channel.remoteAddress?.isLoopback ?? false else {
            let address = context.channel.remoteAddress?.ipAddress ?? "?"
            context.close(promise: nil)
            return end("\(options.name) is another machine, \(address)")
        }
        channel = context.channel
        wasConnected = true
        flush()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let octets = unwrapInboundIn(data).readableBytesView
        guard !isOpaque else {
            carried += octets
            listener?.upstreamSpoke()
            return
        }
        for reply in cutter.add(octets) { take(reply) }
        guard !cutter.isTooLong else {
            context.close(promise: nil)
            return end("\(options.name): a reply without an end")
        }
        if !replies.isEmpty { listener?.upstreamSpoke() }
    }

    /// Takes a reply: it is the client's, unless the proxy has asked for it.
    private func take(_ reply: [UInt8]) {
        switch preparation {
        case .done where unheard > 0: unheard -= 1
        case .done: replies.append(reply)
        case .greeting:
            guard reply.first == UInt8(ascii: "2") else { return giveUp(reply) }
            preparation = .hello(greeting: reply)
            sendNow("EHLO localhost\r\n")
        case .hello(let greeting):
            preparation = .startTLS(greeting: greeting)
            sendNow("STARTTLS\r\n")
        case .startTLS(let greeting):
            guard reply.first == UInt8(ascii: "2") else {
                channel?.close(promise: nil)
                return end("\(options.name) does not begin TLS")
            }
            startTLS()
            preparation = .done
            replies.append(greeting)
            flush()
        }
    }

    private func giveUp(_ reply: [UInt8]) {
        preparation = .done
        replies.append(reply)
    }

    private func sendNow(_ text: String) {
        channel?.writeAndFlush(ByteBuffer(string: text), promise: nil)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { listener?.upstreamIsWritable() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event { end(nil) }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) { end(nil) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if case NIOSSLError.uncleanShutdown = error { return }
        context.close(promise: nil)
        end("\(options.name): \(ErrorText.of(error))")
    }
}
