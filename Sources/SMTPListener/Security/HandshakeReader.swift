import NIOCore

/// Reads along what a TLS handshake says in clear, between the network and TLS.
///
/// A class, since the channel's pipeline has it, as long as the handshake lasts.
final class HandshakeReader: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer

    private(set) var findings = HandshakeFindings()
    private var client = FirstHandshakeMessage()
    private var server = FirstHandshakeMessage()

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if let message = client.append(unwrapInboundIn(data).readableBytesView) {
            findings.take(clientHello: message)
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if let message = server.append(unwrapOutboundIn(data).readableBytesView) {
            findings.take(serverHello: message)
        }
        context.write(data, promise: promise)
    }
}
