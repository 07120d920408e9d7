import NIOCore
import NIOPosix
import SMTPDriver
import SMTPPolicy
import SMTPSession

/// An SMTP server on ports and sockets.
///
///     let server = try await Listener.start()
///     …connect a client to 127.0.0.1, server.port…
///     let message = try await server.nextMessage()
///     await server.end()
///
/// All sessions share the policy, which can be changed at any time. Accepted messages are kept in memory, as
/// many as its options say, and go to the store, if there is one.
///
/// A class, since it is the one owner of its sockets and threads.
public final class Listener: Sendable {
    /// Where it accepts connections, as they are named: `127.0.0.1:2525`, `[::1]:2525`, or a path.
    public let addresses: [String]
    /// The port of its first endpoint; 0 if that is no port.
    public let port: UInt16
    /// Whether anybody but this machine can connect.
    public let isOpenToOthers: Bool

    let live: LivePolicy
    let kept: KeptMessages
    let table: SessionTable
    let watcher: (any Watcher)?
    private let group: MultiThreadedEventLoopGroup
    private let pool: NIOThreadPool?
    private let channels: [any Channel]
    private let beginning: NIODeadline
    private let grace: UInt64
    private let ended: EventLoopPromise<Void>

    init(
        _ commons: Commons, _ group: MultiThreadedEventLoopGroup, _ opened: OpenEndpoints,
        grace: UInt64
    ) {
        live = commons.live
        kept = commons.kept
        table = commons.table
        watcher = commons.watcher
        pool = commons.pool
        beginning = commons.beginning
        self.group = group
        self.grace = grace
        channels = opened.servers
        addresses = opened.addresses.map(\.text)
        port = UInt16(clamping: opened.addresses.first?.port ?? 0)
        isOpenToOthers = !opened.addresses.allSatisfy(\.isLoopback)
        ended = group.any().makePromise()
        for address in addresses { watcher?.note(.said(.listening(address))) }
        guard let only = opened.connected else { return }
        only.closeFuture.whenComplete { _ in self.beginEnding() }
    }

    /// The messages in memory, oldest first.
    public var messages: [ReceivedMessage] { kept.messages }

    /// How many messages were accepted, those included that are no longer in memory.
    public var acceptedCount: Int { kept.acceptedCount }

    /// How many clients are connected.
    public var sessionCount: Int { table.count }

    /// The next accepted message that was not handed out yet, now or as soon as there is one.
    ///
    /// - Throws: `CancellationError` if the task is cancelled or the server ends meanwhile
    public func nextMessage() async throws -> ReceivedMessage {
        guard !kept.isExhausted else { throw CancellationError() }
        let (message, number) = kept.next(on: group.any())
        return try await withTaskCancellationHandler {
            try await message.get()
        } onCancel: {
            kept.giveUp(number, because: CancellationError())
        }
    }

    /// Ends the server as ``beginEnding()`` does, and waits until it has.
    public func end() async {
        beginEnding()
        try? await ended.futureResult.get()
        try? await group.shutdownGracefully()
    }

    /// Waits until the server has ended, on a thread of the caller's; never call it on an event loop.
    public func waitForEnd() {
        try? ended.futureResult.wait()
        try? group.syncShutdownGracefully()
    }
}

extension Listener: OperatedServer {
    /// The time on the server's clock, which began when it started.
    public var now: Instant {
        let nanoseconds = (NIODeadline.now() - beginning).nanoseconds
        return Instant(milliseconds: UInt64(max(0, nanoseconds)) / 1_000_000)
    }

    /// The policy as it is now.
    public var policy: Policy { live.policy }

    /// The settings as they are now.
    public var configuration: Configuration { live.configuration }

    /// Changes the policy of all sessions, from their client's next octets on.
    public func changePolicy(_ change: @Sendable (inout Policy) -> Void) {
        live.changePolicy(change)
    }

    /// Changes the settings of all sessions, from their client's next octets on.
    public func changeConfiguration(_ change: @Sendable (inout Configuration) -> Void) {
        live.changeConfiguration(change)
    }

    /// Says how a held session goes on; nothing happens if it no longer waits for that.
    public func release(hold number: Int, _ release: HoldRelease) {
        guard let session = table.session(holding: number) else { return }
        session.loop.execute { session.release(number, release) }
    }

    /// Closes a session: at once, or after the machine's 421.
    public func close(session: Int, politely: Bool) {
        guard let session = table[session] else { return }
        session.loop.execute { session.close(politely: politely) }
    }

    /// Sends octets to the client of a session as they are, beside what the machine says.
    public func inject(session: Int, _ octets: [UInt8]) {
        guard let session = table[session] else { return }
        session.loop.execute { session.inject(octets) }
    }

    /// A session as it is now, as a value; nil if it is over.
    ///
    /// It waits for the thread that serves the session, so a watcher must not call it.
    public func look(at session: Int) -> SessionView? {
        guard let session = table[session] else { return nil }
        return try? session.loop.submit { session.view }.wait()
    }

    /// Stops accepting, lets messages under way finish for the grace time, says 421 to the rest, and ends.
    public func beginEnding() {
        guard table.beginEnding() else { return }
        let loop = group.any()
        EventLoopFuture.andAllComplete(channels.map { $0.close() }, on: loop).whenComplete { _ in
            self.endSessions(on: loop)
        }
    }

    private func endSessions(on loop: any EventLoop) {
        let sessions = table.all
        let asked = sessions.map { session in
            session.loop.submit { () -> Bool in
                session.end(atOnce: false)
                return session.hasMessageUnderWay
            }
        }
        EventLoopFuture.whenAllComplete(asked, on: loop).whenSuccess { results in
            let count = results.count { (try? $0.get()) == true }
            self.watcher?.note(.said(.ending(waitingFor: count)))
        }
        let rest = loop.scheduleTask(in: .milliseconds(Int64(clamping: grace))) {
            for session in self.table.all {
                session.loop.execute { session.end(atOnce: true) }
            }
        }
        let empty = loop.makePromise(of: Void.self)
        table.whenEmpty(empty)
        empty.futureResult.whenComplete { _ in
            rest.cancel()
            self.kept.giveUpAll(because: CancellationError())
            self.pool?.shutdownGracefully { _ in self.ended.succeed() } ?? self.ended.succeed()
        }
    }
}
