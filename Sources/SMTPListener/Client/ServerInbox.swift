import NIOConcurrencyHelpers
import NIOCore
import NIOSSL

/// What came from a server and was not taken yet; the event loop fills it, the caller waits at it.
///
/// A class, since both share it. All of its state is used only while the condition is held.
final class ServerInbox: Sendable {
    /// How many octets wait at most: more than any server says at once.
    private static let most = 1 << 20

    /// 1 where there is something to take.
    private let condition = ConditionLock(value: 0)
    nonisolated(unsafe) private var state = State()

    private struct State {
        var octets: [UInt8] = []
        var isClosed = false
        var fault: ServerFault?

        var hasNews: Bool { !octets.isEmpty || isClosed || fault != nil }
    }

    var handler: some ChannelInboundHandler & Sendable { Handler(inbox: self) }

    func take(within patience: TimeAmount) throws(ServerFault) -> [UInt8]? {
        guard wait(patience) else { return nil }
        defer { unlock() }
        if !state.octets.isEmpty {
            defer { state.octets = [] }
            return state.octets
        }
        if let fault = state.fault { throw fault }
        return []
    }

    func drop() {
        condition.lock()
        state.octets = []
        unlock()
    }

    /// Holds the condition if there is news in time.
    private func wait(_ patience: TimeAmount) -> Bool {
        condition.lock(whenValue: 1, timeoutSeconds: Double(patience.nanoseconds) / 1e9)
    }

    private func unlock() { condition.unlock(withValue: state.hasNews ? 1 : 0) }

    private func change(_ body: (inout State) -> Void) {
        condition.lock()
        body(&state)
        unlock()
    }

    /// The end of the channel's pipeline.
    ///
    /// A class, as handlers are.
    private final class Handler: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer

        private let inbox: ServerInbox

        init(inbox: ServerInbox) { self.inbox = inbox }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let buffer = unwrapInboundIn(data)
            inbox.change { state in
                state.octets += buffer.readableBytesView
                guard state.octets.count > ServerInbox.most else { return }
                state.octets = []
                state.fault = ServerFault("the server sends more than anybody can want")
                context.close(promise: nil)
            }
        }

        func channelInactive(context: ChannelHandlerContext) {
            inbox.change { $0.isClosed = true }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            // A server that closes without the manners of TLS has closed.
            if case NIOSSLError.uncleanShutdown? = error as? NIOSSLError { return }
            inbox.change { $0.fault = $0.fault ?? ServerFault(error) }
            context.close(promise: nil)
        }
    }
}
