import NIOConcurrencyHelpers
import NIOCore
import SMTPSession

/// A session, as its server speaks to it: on its event loop only.
protocol LiveSession: AnyObject, Sendable {
    /// Where it is served.
    var loop: any EventLoop { get }
    func release(_ hold: Int, _ release: HoldRelease)
    func close(politely: Bool)
    func inject(_ octets: [UInt8])
    var view: SessionView { get }
    /// Ends it once no message is under way; at once if that cannot be waited for.
    func end(atOnce: Bool)
    /// Whether it has a message under way.
    var hasMessageUnderWay: Bool { get }
}

/// The sessions that are open.
///
/// A class, since all of them share it.
final class SessionTable: Sendable {
    private struct Contents {
        var sessions: [Int: any LiveSession] = [:]
        var lastNumber = 0
        var lastHold = 0
        var holds: [Int: Int] = [:]
        var isEnding = false
        var whenEmpty: [EventLoopPromise<Void>] = []
        /// The hooks of which it was said that nobody is there to be asked.
        var unasked = Set<Hook>()
        var isFull = false
    }

    private let contents = NIOLockedValueBox(Contents())

    var count: Int { contents.withLockedValue { $0.sessions.count } }

    var all: [any LiveSession] { contents.withLockedValue { Array($0.sessions.values) } }

    var isEnding: Bool { contents.withLockedValue { $0.isEnding } }

    subscript(_ number: Int) -> (any LiveSession)? {
        contents.withLockedValue { $0.sessions[number] }
    }

    /// The number of a session that begins.
    func newNumber() -> Int {
        contents.withLockedValue {
            $0.lastNumber += 1
            return $0.lastNumber
        }
    }

    /// Adds a session; returns how many there are with it.
    func add(_ session: any LiveSession, _ number: Int) -> Int {
        contents.withLockedValue {
            $0.sessions[number] = session
            return $0.sessions.count
        }
    }

    func remove(_ number: Int) {
        let promises = contents.withLockedValue { contents -> [EventLoopPromise<Void>] in
            contents.sessions[number] = nil
            guard contents.sessions.isEmpty else { return [] }
            defer { contents.whenEmpty = [] }
            return contents.whenEmpty
        }
        for promise in promises { promise.succeed() }
    }

    /// Sessions that begin from now on end at once; false if that was known.
    func beginEnding() -> Bool {
        contents.withLockedValue { contents in
            defer { contents.isEnding = true }
            return !contents.isEnding
        }
    }

    /// Succeeds once there is no session.
    func whenEmpty(_ promise: EventLoopPromise<Void>) {
        let isEmpty = contents.withLockedValue { contents in
            if !contents.sessions.isEmpty { contents.whenEmpty.append(promise) }
            return contents.sessions.isEmpty
        }
        if isEmpty { promise.succeed() }
    }
}

extension SessionTable {
    /// The number of something that is held from now on.
    func newHold(_ session: Int) -> Int {
        contents.withLockedValue {
            $0.lastHold += 1
            $0.holds[$0.lastHold] = session
            return $0.lastHold
        }
    }

    /// The session that waits for a hold to be released.
    func session(holding number: Int) -> (any LiveSession)? {
        contents.withLockedValue { contents in
            contents.holds[number].flatMap { contents.sessions[$0] }
        }
    }

    func remove(hold number: Int) { contents.withLockedValue { $0.holds[number] = nil } }

    /// Whether it is said for the first time that nobody is there to be asked.
    func isFirstUnasked(_ hook: Hook) -> Bool {
        contents.withLockedValue { $0.unasked.insert(hook).inserted }
    }

    /// Whether the server is full now, and was not before.
    func isNewlyFull(_ isFull: Bool) -> Bool {
        contents.withLockedValue { contents in
            defer { contents.isFull = isFull }
            return isFull && !contents.isFull
        }
    }
}
