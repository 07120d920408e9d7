import NIOConcurrencyHelpers
import NIOCore
import SMTPDriver
import SMTPPolicy
import SMTPSession
import Testing

@testable import SMTPListener

@Suite("A listener")
struct ListenerTests {
    @Test("hands out messages, and refuses the next as it is told to")
    func catching() async throws {
        let server = try await Listener.start()
        let port = server.port
        #expect(server.addresses == ["127.0.0.1:\(port)"] && !server.isOpenToOthers)
        async let message = server.nextMessage()
        let replies = try await NetworkClient.converse(with: port) { client in
            try await client.begin()
            let first = try await client.deliver("Subject: one\r\n\r\n")
            server.changePolicy {
                $0.next = NextAction(.message, .answer(.reject()))
            }
            let second = try await client.deliver("Subject: two\r\n\r\n")
            let third = try await client.deliver("Subject: three\r\n\r\n")
            return [first, second, third].map { $0.prefix(3) }
        }
        #expect(replies == ["250", "550", "250"] || replies == ["250", "554", "250"])
        #expect(try await message.content?.octets == Array("Subject: one\r\n\r\n".utf8))
        #expect(
            try await server.nextMessage().content?.octets == Array("Subject: three\r\n\r\n".utf8))
        #expect(server.acceptedCount == 2)
        await server.end()
        await #expect(throws: (any Error).self) { try await server.nextMessage() }
    }

    @Test("keeps what a client is slow to read, in order")
    func slowReader() async throws {
        let server = try await Listener.start()
        let commands = (0..<40_000).map { "EHLO c\($0).example\r\n" }.joined()
        try await NetworkClient.converse(with: server.port, room: 4_096) { client in
            _ = try await client.reply()
            let session = try #require(server.table.all.first as? Connection)
            try await client.send(commands)
            // Nothing is read until the socket takes no more.
            var isFull = false
            for _ in 0..<500 where !isFull {
                try await Task.sleep(for: .milliseconds(20))
                isFull = try await session.loop.submit { !session.sendsBySocket }.get()
            }
            #expect(isFull)
            for number in 0..<40_000 {
                let reply = try await client.reply()
                try #require(reply.contains(" greets c\(number).example\r\n"))
            }
        }
        await server.end()
    }

    @Test("says which endpoint cannot be opened, and closes the others")
    func taken() async throws {
        let first = try await Listener.start()
        var options = ListenerOptions()
        options.endpoints = [.loopback, Endpoint(.port(host: "127.0.0.1", first.port))]
        let error = await #expect(throws: ListenerFailure.self) {
            try await Listener.start(options)
        }
        #expect(
            error?.description
                == "cannot listen on 127.0.0.1:\(first.port): Address already in use")
        #expect(error?.hint != nil)
        await first.end()
    }

    @Test("ends with 421 for those who are idle, and lets a message under way finish")
    func ending() async throws {
        let server = try await Listener.start()
        let port = server.port
        let isIdle = NIOLockedValueBox(false)
        async let idle = NetworkClient.converse(with: port) { client in
            try await client.begin()
            isIdle.withLockedValue { $0 = true }
            return try await client.reply()
        }
        let busy = try await NetworkClient.converse(with: port) { client in
            try await client.begin()
            _ = try await client.ask("MAIL FROM:<ann@client.example>\r\n")
            while !isIdle.withLockedValue({ $0 }) { await Task.yield() }
            server.beginEnding()
            _ = try await client.ask("RCPT TO:<bob@sim.example>\r\n")
            _ = try await client.ask("DATA\r\n")
            let accepted = try await client.ask("text\r\n.\r\n")
            return accepted + (try await client.reply())
        }
        #expect(try await idle.hasPrefix("421 4.3.2"))
        #expect(busy.hasPrefix("250 2.6.0") && busy.contains("\r\n421 4.3.2"))
        await server.end()
        #expect(server.acceptedCount == 1)
    }

    @Test("does not wait for a message longer than the grace time")
    func grace() async throws {
        var options = ListenerOptions()
        options.grace = 1
        let server = try await Listener.start(options)
        let said = try await NetworkClient.converse(with: server.port) { client in
            try await client.begin()
            _ = try await client.ask("MAIL FROM:<ann@client.example>\r\n")
            server.beginEnding()
            return try await client.reply()
        }
        #expect(said.hasPrefix("421 4.3.2"))
        await server.end()
    }

    @Test("lets its operator look at a session, and answer it, from elsewhere")
    func operating() async throws {
        let watcher = RecordingWatcher(canBeAsked: true)
        var options = ListenerOptions()
        options.policy.asks = HookSet(.recipient)
        let server = try await Listener.start(options, watcher: watcher)
        let reply = try await NetworkClient.converse(with: server.port) { client in
            try await client.begin()
            _ = try await client.ask("MAIL FROM:<ann@client.example>\r\n")
            try await client.send("RCPT TO:<bob@sim.example>\r\n")
            while watcher.holds.isEmpty { await Task.yield() }
            let view = server.look(at: 1)
            #expect(view?.machine.envelope.sender != nil)
            #expect(view?.hold?.number == 1)
            server.release(hold: 1, .answer(.tempfail(CustomReply(450, nil, "Wait"))))
            return try await client.reply()
        }
        #expect(reply.hasPrefix("450 ") && reply.hasSuffix("Wait\r\n"))
        await server.end()
        #expect(server.look(at: 1) == nil)
    }

    @Test("loses none of 10 messages of each of 1,000 clients at once")
    func manyClients() async throws {
        var options = ListenerOptions()
        options.keptMessages = 10_000
        let server = try await Listener.start(options)
        let port = server.port
        let accepted = try await withThrowingTaskGroup(of: Int.self) { group in
            for client in 0..<1_000 {
                group.addTask {
                    try await NetworkClient.converse(with: port) { connection in
                        try await connection.begin()
                        var count = 0
                        for message in 0..<10 {
                            let reply = try await connection.deliver(
                                "Subject: \(client) \(message)\r\n\r\n")
                            if reply.hasPrefix("250 ") { count += 1 }
                        }
                        return count
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(accepted == 10_000)
        let subjects = Set(server.messages.compactMap { $0.content?.octets })
        #expect(subjects.count == 10_000)
        await server.end()
    }
}

/// A store that can be told to fail, and to wait.
private final class TestStore: MessageStore {
    struct Full: Error {}

    let stored = NIOLockedValueBox<[String: [UInt8]]>([:])
    let isFull = NIOLockedValueBox(false)
    let gate = NIOLockedValueBox(true)
    let largestPortion = NIOLockedValueBox(0)

    struct Sink: MessageSink {
        let store: TestStore
        var octets: [UInt8] = []

        mutating func write(_ piece: ArraySlice<UInt8>) throws {
            guard !store.isFull.withLockedValue({ $0 }) else { throw Full() }
            octets += piece
        }

        mutating func finish(_ message: ReceivedMessage) throws -> String {
            while !store.gate.withLockedValue({ $0 }) {}
            guard !store.isFull.withLockedValue({ $0 }) else { throw Full() }
            store.stored.withLockedValue { $0[message.identifier] = octets }
            return message.identifier
        }

        mutating func abandon() { octets = [] }
    }

    func sink(
        for envelope: Envelope, from origin: MessageOrigin
    ) throws -> any MessageSink & Sendable { Sink(store: self) }

    func remove(_ name: String) { stored.withLockedValue { $0[name] = nil } }
}

@Suite("A store of messages")
struct StoreTests {
    private let store = TestStore()

    private func start(
        _ watcher: RecordingWatcher? = nil,
        _ change: (inout ListenerOptions) throws -> Void = { _ in }
    ) async throws -> Listener {
        var options = ListenerOptions()
        options.store = store
        try change(&options)
        return try await Listener.start(options, watcher: watcher)
    }

    @Test("has a message before the client hears 250")
    func before() async throws {
        store.gate.withLockedValue { $0 = false }
        let watcher = RecordingWatcher()
        let server = try await start(watcher)
        let store = store
        let reply = try await NetworkClient.converse(with: server.port) { client in
            try await client.begin()
            _ = try await client.ask("MAIL FROM:<ann@client.example>\r\n")
            _ = try await client.ask("RCPT TO:<bob@sim.example>\r\n")
            _ = try await client.ask("DATA\r\n")
            try await client.send("text\r\n.\r\n")
            // The session waits for the store, and other sessions do not.
            let other = try await NetworkClient.converse(with: server.port) { other in
                _ = try await other.reply()
                return try await other.ask("NOOP\r\n")
            }
            #expect(other.hasPrefix("250 "))
            #expect(server.acceptedCount == 0)
            store.gate.withLockedValue { $0 = true }
            return try await client.reply()
        }
        #expect(reply.hasPrefix("250 2.6.0 Message accepted as m1"))
        #expect(store.stored.withLockedValue { $0 } == ["m1": Array("text\r\n".utf8)])
        #expect(!watcher.events().contains { if case .asking = $0 { true } else { false } })
        await server.end()
    }

    @Test("that is full puts the client off with 452, and the server goes on")
    func full() async throws {
        let watcher = RecordingWatcher()
        let server = try await start(watcher)
        store.isFull.withLockedValue { $0 = true }
        let store = store
        let replies = try await NetworkClient.converse(with: server.port) { client in
            try await client.begin()
            let first = try await client.deliver("text\r\n")
            store.isFull.withLockedValue { $0 = false }
            return [first, try await client.deliver("text\r\n")]
        }
        #expect(replies[0].hasPrefix("452 4.3.1 ") && replies[1].hasPrefix("250 "))
        #expect(watcher.troubles.count == 1)
        // No script that is run later has a store that is full, so it has to say what was decided.
        #expect(
            watcher.events().contains {
                guard case .decided(let decided) = $0, decided.source == .recorded else {
                    return false
                }
                return decided.answer.name == .tempfail
            })
        #expect(store.stored.withLockedValue { $0.count } == 1)
        #expect(server.messages.count == 1)
        await server.end()
    }

    @Test("gets a large message whole, while little of it waits in memory")
    func large() async throws {
        let server = try await start { $0.keptMessages = 0 }
        let line = String(repeating: "x", count: 998) + "\r\n"
        let text = String(repeating: line, count: 10_000)
        let reply = try await NetworkClient.converse(with: server.port) { client in
            try await client.begin()
            return try await client.deliver(text)
        }
        #expect(reply.hasPrefix("250 "))
        let isWhole = store.stored.withLockedValue { $0["m1"] } == Array(text.utf8)
        #expect(isWhole)
        #expect(server.messages.isEmpty && server.acceptedCount == 1)
        await server.end()
    }

    @Test("gives a message back that the client was told is refused")
    func refusedInTheEnd() async throws {
        let server = try await start {
            $0.policy.handlers.append(
                try Handler(parsing: #"message reply "550 5.7.1 No\r\n""#))
        }
        let reply = try await NetworkClient.converse(with: server.port) { client in
            try await client.begin()
            return try await client.deliver("text\r\n")
        }
        #expect(reply == "550 5.7.1 No\r\n")
        await server.end()
        #expect(store.stored.withLockedValue { $0.isEmpty })
        #expect(server.acceptedCount == 0)
    }
}
