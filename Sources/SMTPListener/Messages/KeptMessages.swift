import NIOConcurrencyHelpers
import NIOCore
import SMTPDriver
import SMTPSession

/// The messages in memory, of which there are only so many, with so many octets of text.
///
/// When space runs out, the oldest are forgotten. A class, since all sessions share it.
final class KeptMessages: Sendable {
    private struct Contents {
        var messages = CircularBuffer<ReceivedMessage>()
        /// Octets of text of messages, and of those under way.
        var octets = 0
        /// How many messages were accepted.
        var accepted = 0
        /// How many have a name; some of them may have been refused in the end.
        var named = 0
        /// How many were handed out by `next`, or forgotten before it came to them.
        var seen = 0
        var waiting: [(number: Int, promise: EventLoopPromise<ReceivedMessage>)] = []
        var lastWaiting = 0
        /// Whether no message comes any more.
        var isOver = false
    }

    private let contents = NIOLockedValueBox(Contents())
    private let limit: Int
    private let octetLimit: Int

    init(messages: Int, octets: Int) {
        limit = max(0, messages)
        octetLimit = max(0, octets)
    }

    /// Whether any message is kept.
    var isWanted: Bool { limit > 0 }

    var messages: [ReceivedMessage] { contents.withLockedValue { Array($0.messages) } }

    /// How many messages were accepted.
    var acceptedCount: Int { contents.withLockedValue { $0.accepted } }

    /// Whether all messages were handed out, and none comes any more.
    var isExhausted: Bool {
        contents.withLockedValue {
            $0.isOver && max($0.seen, $0.accepted - $0.messages.count) >= $0.accepted
        }
    }

    /// The name of a message that is about to be accepted: `m1`.
    func name() -> String {
        contents.withLockedValue {
            $0.named += 1
            return "m\($0.named)"
        }
    }

    /// Makes room for octets of a message under way; false if there is none even without all others.
    func reserve(_ count: Int) -> Bool {
        contents.withLockedValue { contents in
            contents.octets += count
            while contents.octets > octetLimit, let oldest = contents.messages.popFirst() {
                contents.octets -= oldest.content?.count ?? 0
            }
            guard contents.octets > octetLimit else { return true }
            contents.octets -= count
            return false
        }
    }

    /// Gives octets back that no message needs any more.
    func release(_ count: Int) { contents.withLockedValue { $0.octets -= count } }

    /// Counts a message that nobody wants to see.
    func count() { contents.withLockedValue { $0.accepted += 1 } }

    /// Counts a message, and keeps it; the space for its text is there.
    func accept(_ message: ReceivedMessage) {
        let waiting = contents.withLockedValue { contents in
            contents.accepted += 1
            guard limit > 0 else {
                contents.octets -= message.content?.count ?? 0
                return nil as EventLoopPromise<ReceivedMessage>?
            }
            contents.messages.append(message)
            if contents.messages.count > limit, let oldest = contents.messages.popFirst() {
                contents.octets -= oldest.content?.count ?? 0
            }
            guard !contents.waiting.isEmpty else { return nil }
            contents.seen = contents.accepted
            return contents.waiting.removeFirst().promise
        }
        waiting?.succeed(message)
    }
}

extension KeptMessages {
    /// The first message that was not handed out yet, now or as soon as there is one; and a number by
    /// which waiting can be given up.
    func next(on loop: any EventLoop) -> (EventLoopFuture<ReceivedMessage>, waiting: Int) {
        let promise = loop.makePromise(of: ReceivedMessage.self)
        let (message, number) = contents.withLockedValue { contents in
            contents.seen = max(contents.seen, contents.accepted - contents.messages.count)
            if contents.seen < contents.accepted, contents.waiting.isEmpty {
                let index = contents.messages.count - (contents.accepted - contents.seen)
                contents.seen += 1
                return (Optional(Array(contents.messages)[index]), 0)
            }
            contents.lastWaiting += 1
            contents.waiting.append((contents.lastWaiting, promise))
            return (nil, contents.lastWaiting)
        }
        if let message {
            promise.succeed(message)
        } else if isExhausted {
            giveUp(number, because: CancellationError())
        }
        return (promise.futureResult, number)
    }

    /// Gives up waiting for a message.
    func giveUp(_ number: Int, because error: any Error) {
        let promise = contents.withLockedValue { contents in
            contents.waiting.firstIndex { $0.number == number }.map {
                contents.waiting.remove(at: $0).promise
            }
        }
        promise?.fail(error)
    }

    /// Nobody gets another message.
    func giveUpAll(because error: any Error) {
        let promises = contents.withLockedValue { contents in
            contents.isOver = true
            defer { contents.waiting = [] }
            return contents.waiting.map(\.promise)
        }
        for promise in promises { promise.fail(error) }
    }
}
