import NIOConcurrencyHelpers
import SMTPDriver
import SMTPPolicy
import SMTPSession
import Testing

@testable import SMTPListener

@Suite("Who operates a proxy")
struct ProxyHoldTests {
    /// Holds what is to be held, and says at once how it goes on.
    private final class Operator: Watcher {
        private let server = NIOLockedValueBox<(any OperatedServer)?>(nil)
        private let holding: @Sendable (StopPlace) -> Bool
        private let deciding: @Sendable (Hold, any OperatedServer) -> HoldRelease
        let canBeAsked = true

        init(
            holding: @escaping @Sendable (StopPlace) -> Bool = { _ in false },
            deciding: @escaping @Sendable (Hold, any OperatedServer) -> HoldRelease
        ) {
            self.holding = holding
            self.deciding = deciding
        }

        func operate(_ server: any OperatedServer) { self.server.withLockedValue { $0 = server } }

        func holds(session: Int, at place: StopPlace) -> Bool { holding(place) }

        func note(_ happening: Happening) {
            guard case .held(let hold) = happening, let server = server.withLockedValue({ $0 })
            else { return }
            server.release(hold: hold.number, deciding(hold, server))
        }
    }

    /// Has a conversation through a proxy; returns what comes of it, and what the server has heard.
    private func converse<Result: Sendable>(
        _ watcher: Operator, _ policy: Policy = Policy(),
        _ body: @Sendable (inout NetworkClient) async throws -> Result
    ) async throws -> (result: Result, heard: [String]) {
        let heard = RecordingWatcher()
        let server = try await Listener.start(ListenerOptions(), watcher: heard)
        var options = ListenerOptions()
        options.upstream = UpstreamOptions(host: "127.0.0.1", port: server.port)
        options.policy = policy
        let proxy = try await Listener.start(options, watcher: watcher)
        watcher.operate(proxy)
        let result = try await NetworkClient.converse(with: proxy.port, body)
        await proxy.end()
        await server.end()
        let lines = heard.events().compactMap { event in
            if case .read(let reading) = event {
                String(decoding: reading.line, as: UTF8.self)
            } else {
                nil as String?
            }
        }
        return (result, lines)
    }

    @Test("edits, drops and adds replies, and those after them stay in order")
    func replies() async throws {
        let watcher = Operator(
            holding: { if case .reply = $0 { true } else { false } },
            deciding: { hold, server in
                guard case .reply(let reply) = hold.subject else { return .pass }
                let text = String(decoding: reply.text, as: UTF8.self)
                guard !text.contains("Recipient OK") else {
                    return .replace(Array("250 2.1.5 Edited\r\n".utf8))
                }
                guard text.contains("Sender OK") else { return .pass }
                server.inject(session: hold.session, Array("250 2.1.0 Injected\r\n".utf8))
                return .drop
            })
        let (replies, heard) = try await converse(watcher) { client in
            _ = try await client.reply()
            let commands = [
                "MAIL FROM:<ann@client.example>\r\n", "RCPT TO:<bob@sim.example>\r\n", "NOOP\r\n",
            ]
            var replies = [try await client.ask("EHLO a\r\n").prefix(3)]
            for command in commands { replies.append(try await client.ask(command)[...]) }
            return replies.map(String.init)
        }
        #expect(
            replies == [
                "250", "250 2.1.0 Injected\r\n", "250 2.1.5 Edited\r\n", "250 2.0.0 OK\r\n",
            ])
        #expect(heard.last == "NOOP")
    }

    @Test("decides in the server's place, which does not hear of it; or lets it decide")
    func questions() async throws {
        var policy = Policy()
        policy.asks = HookSet(.recipient)
        let watcher = Operator { hold, _ in
            guard case .question(let question, _) = hold.subject,
                question.subject.starts(with: "eve".utf8)
            else { return .pass }
            return .answer(.reject())
        }
        let (codes, heard) = try await converse(watcher, policy) { client in
            var codes = [try await client.reply().prefix(3)]
            for command in [
                "EHLO a", "MAIL FROM:<ann@client.example>", "RCPT TO:<eve@sim.example>",
                "RCPT TO:<bob@sim.example>",
            ] {
                codes.append(try await client.ask(command + "\r\n").prefix(3))
            }
            return codes.map(String.init)
        }
        #expect(codes == ["220", "250", "250", "550", "250"])
        #expect(heard.contains("RCPT TO:<bob@sim.example>"))
        #expect(!heard.contains("RCPT TO:<eve@sim.example>"))
    }
}
