import NIOCore
import NIOEmbedded
import SMTPDriver
import SMTPPolicy
import SMTPSession
import Testing

@testable import SMTPListener

@Suite("The operator in the loop")
struct HoldTests {
    private func asking(_ hook: Hook) -> ListenerOptions {
        var options = ListenerOptions()
        options.policy.asks = HookSet(hook)
        return options
    }

    private let start =
        "EHLO client.example\r\nMAIL FROM:<ann@client.example>\r\nRCPT TO:<bob@sim.example>\r\n"

    @Test("holds two clients at once, which are answered out of order")
    func twoClients() throws {
        let watcher = RecordingWatcher(canBeAsked: true)
        let server = VirtualServer(asking(.recipient), watcher: watcher)
        let first = try server.client()
        let second = try server.client()
        try first.send(start)
        try second.send(start)
        #expect(watcher.holds.map(\.session) == [1, 2])
        let reply = CustomReply(550, nil, "Not today")
        second.connection.release(2, .answer(.reject(reply)))
        #expect(try second.heard().hasSuffix(" Not today\r\n"))
        #expect(try first.heard() == "")
        first.connection.release(1, .pass)
        #expect(try first.heard() == "250 2.1.5 Recipient OK\r\n")
    }

    @Test("proposes what handlers and passwords would have decided")
    func proposal() throws {
        var options = asking(.recipient)
        options.policy.handlers.append(
            try Handler(parsing: "recipient * tempfail 451 4.7.1 \"Greylisted\""))
        let watcher = RecordingWatcher(canBeAsked: true)
        let server = VirtualServer(options, watcher: watcher)
        let client = try server.client()
        try client.send(start)
        client.connection.release(1, .pass)
        #expect(try client.heard() == "451 4.7.1 Greylisted\r\n")
    }

    @Test("withdraws the question of a client that leaves")
    func leaving() throws {
        let watcher = RecordingWatcher(canBeAsked: true)
        let server = VirtualServer(asking(.recipient), watcher: watcher)
        let gone = try server.client()
        let lost = try server.client()
        try gone.send(start)
        try lost.send(start)
        gone.endInput()
        lost.lose()
        #expect(watcher.withdrawn == 2)
        #expect(!gone.isOpen)
        gone.connection.release(1, .pass)
        #expect(server.commons.table.count == 0)
        #expect(watcher.events(of: 1).contains(.closedByClient))
    }

    @Test("takes the default where nobody is there to be asked, and says so once")
    func nobody() throws {
        let watcher = RecordingWatcher()
        let server = VirtualServer(asking(.recipient), watcher: watcher)
        for _ in 0..<2 {
            #expect(try server.client().send(start).hasSuffix("250 2.1.5 Recipient OK\r\n"))
        }
        #expect(watcher.remarks == [.nobodyToAsk(.recipient)])
    }

    @Test("lets each reply be passed, replaced or dropped, with pipelined commands after it")
    func replies() throws {
        let watcher = RecordingWatcher { if case .reply = $0 { true } else { false } }
        let server = VirtualServer(watcher: watcher)
        let client = try server.client()
        #expect(try client.heard() == "")
        client.connection.release(1, .replace(Array("220 another.example\r\n".utf8)))
        #expect(try client.heard() == "220 another.example\r\n")
        try client.send("NOOP\r\nHELP\r\nNOOP\r\n")
        #expect(watcher.holds.count == 2)
        client.connection.release(2, .pass)
        #expect(try client.heard() == "250 2.0.0 OK\r\n")
        client.connection.release(3, .drop)
        #expect(try client.heard() == "")
        client.connection.release(4, .pass)
        #expect(try client.heard() == "250 2.0.0 OK\r\n")
        let replies = watcher.events().compactMap {
            if case .reply(let reply) = $0 { reply.lines.first } else { nil }
        }
        #expect(replies == ["220 another.example", "250 2.0.0 OK", "250 2.0.0 OK"])
        let sent = watcher.events().compactMap {
            if case .sent(let write) = $0 { write.bytes } else { nil }
        }
        #expect(sent == [Array("NOOP\r\nHELP\r\nNOOP\r\n".utf8)])
    }

    @Test("stops before a verb is looked at, and after a change of state")
    func breakpoints() throws {
        let watcher = RecordingWatcher {
            switch $0 {
            case .question(.verb(let command), _): command.verb == "RCPT"
            case .transition(_, let to): to == "DATA"
            case .question, .reply: false
            }
        }
        let server = VirtualServer(watcher: watcher)
        let client = try server.client()
        let heard = try client.send(start + "DATA\r\n")
        #expect(heard.hasSuffix("250 2.1.0 Sender OK\r\n"))
        #expect(client.connection.view.machine.envelope.recipients.isEmpty)
        client.connection.release(1, .pass)
        #expect(try client.heard().hasSuffix("354 End the message with a dot alone on a line\r\n"))
        #expect(try client.send("x\r\n.\r\n") == "")
        client.connection.release(2, .pass)
        #expect(try client.heard().hasPrefix("250 2.6.0"))
    }

    @Test("closes a client that is held, politely or not")
    func close() throws {
        let watcher = RecordingWatcher(canBeAsked: true)
        let server = VirtualServer(asking(.recipient), watcher: watcher)
        let first = try server.client()
        let second = try server.client()
        try first.send(start)
        try second.send(start)
        first.connection.close(politely: true)
        #expect(try first.heard().hasPrefix("421 4.3.2"))
        second.connection.close(politely: false)
        #expect(try second.heard() == "")
        #expect(!second.isOpen)
        #expect(watcher.withdrawn == 2)
    }

    @Test("sends octets of the operator's own beside the replies")
    func injection() throws {
        let client = try VirtualServer().client()
        _ = try client.heard()
        client.connection.inject(Array("250 what?\r\n".utf8))
        #expect(try client.send("NOOP\r\n") == "250 what?\r\n250 2.0.0 OK\r\n")
    }
}
