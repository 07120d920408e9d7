import NIOCore
import NIOPosix
import SMTPDriver
import SMTPSession

/// One message on its way into a store: its sink is called on the pool's threads, one call at a time.
///
/// A class, since calls that are under way come back to it. All but the sink is used on one event loop;
/// the sink by the one call that is under way.
final class Deposit: @unchecked Sendable {
    private var sink: (any MessageSink & Sendable)?
    private var failure: (any Error)?
    private let pool: NIOThreadPool
    private let loop: any EventLoop
    private let open: @Sendable () throws -> any MessageSink & Sendable
    private var pieces: [ArraySlice<UInt8>] = []
    private var count = 0
    private var last: EventLoopFuture<Void>

    /// Pieces are handed over when there are so many octets of them.
    static let portion = 65_536

    /// A message for which a sink is made before anything is written.
    init(
        _ pool: NIOThreadPool, _ loop: any EventLoop,
        open: @escaping @Sendable () throws -> any MessageSink & Sendable
    ) {
        self.pool = pool
        self.loop = loop
        self.open = open
        last = loop.makeSucceededVoidFuture()
    }

    /// Adds octets; returns when they are written, if they are to be waited for.
    func append(_ piece: ArraySlice<UInt8>) -> EventLoopFuture<Void>? {
        pieces.append(piece)
        count += piece.count
        return count < Deposit.portion ? nil : submit { _ in }
    }

    /// Writes what is left, and stores the message; returns its name in the store.
    func finish(_ message: ReceivedMessage) -> EventLoopFuture<String> {
        let name = loop.makePromise(of: String.self)
        submit { deposit in
            name.completeWith(Result { try deposit.finishNow(message) })
        }
        .whenFailure { name.fail($0) }
        return name.futureResult
    }

    /// Forgets the message.
    func abandon() {
        pieces = []
        count = 0
        _ = submit { $0.sink?.abandon() }
    }

    /// Does something after what was handed over before.
    @discardableResult
    private func submit(
        _ body: @escaping @Sendable (Deposit) -> Void
    ) -> EventLoopFuture<Void> {
        let portion = pieces
        pieces = []
        count = 0
        let pool = pool
        let loop = loop
        last = last.flatMap {
            pool.runIfActive(eventLoop: loop) {
                self.write(portion)
                body(self)
            }
        }
        return last
    }

    private func write(_ portion: [ArraySlice<UInt8>]) {
        guard failure == nil, !portion.isEmpty else { return }
        do {
            if sink == nil { sink = try open() }
            for piece in portion { try sink?.write(piece) }
        } catch {
            fail(error)
        }
    }

    private func finishNow(_ message: ReceivedMessage) throws -> String {
        if let failure { throw failure }
        do {
            if sink == nil { sink = try open() }
            return try sink?.finish(message) ?? ""
        } catch {
            fail(error)
            throw error
        }
    }

    private func fail(_ error: any Error) {
        failure = error
        sink?.abandon()
        sink = nil
    }
}
