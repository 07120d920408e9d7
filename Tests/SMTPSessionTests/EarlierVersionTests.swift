import Foundation
import SMTPGrammar
import Testing

@testable import SMTPSession

@Suite("Sessions that version 0.1 stored")
struct EarlierVersionTests {
    private let sessions: [String: Session]

    init() throws {
        let file = try #require(
            Bundle.module.url(
                forResource: "sessions-0.1", withExtension: "json", subdirectory: "Fixtures"))
        sessions = try JSONDecoder().decode([String: Session].self, from: Data(contentsOf: file))
    }

    private func session(_ name: String) throws -> Session { try #require(sessions[name]) }

    /// The last line of the reply to a line.
    private func reply(_ line: String, in session: inout Session) throws -> String? {
        let outputs = try session.receive(.bytes(Array((line + "\r\n").utf8)))
        return outputs.compactMap {
            if case .reply(let reply) = $0 { reply.lines.last } else { nil }
        }.last
    }

    @Test(
        "are in the phase that they were in",
        arguments: [
            ("start", Session.Phase.start), ("mail", .mail), ("rcpt", .recipient), ("data", .data),
            ("asked", .recipient), ("delayed", .recipient), ("auth", .authentication),
            ("refused", .hello), ("tls", .handshake), ("closed", .closed),
        ])
    func phase(name: String, phase: Session.Phase) throws {
        #expect(try session(name).phase == phase)
        let stored = try JSONEncoder().encode(session(name))
        #expect(try JSONDecoder().decode(Session.self, from: stored) == session(name))
    }

    @Test("go on with the transaction")
    func transaction() throws {
        var session = try session("rcpt")
        #expect(session.envelope.parameters.size == 10)
        #expect(session.envelope.recipients.count == 2)
        #expect(try reply("DATA", in: &session)?.hasPrefix("354") == true)
        #expect(try reply("x\r\n.", in: &session)?.hasPrefix("250 2.6.0") == true)
        var text = try self.session("data")
        let outputs = try text.receive(.bytes(Array("ne\r\n.\r\n".utf8)))
        #expect(
            outputs.contains {
                if case .message(let outcome) = $0 { outcome.octets == 28 } else { false }
            })
    }

    @Test("wait for the answer that they waited for")
    func questions() throws {
        var asked = try session("asked")
        #expect(asked.openQuestion?.hook == .recipient)
        #expect(asked.bufferedOctets.elementsEqual("NOOP\r\n".utf8))
        #expect(try asked.receive(.answer(.accept())).count == 2)
        var delayed = try session("delayed")
        #expect(delayed.openQuestion == nil)
        #expect(delayed.deadline == Instant(milliseconds: 5_000))
        #expect(try delayed.receive(.clock(Instant(milliseconds: 5_000))).count == 2)
    }

    @Test("go on with the exchange, the refusal and the handshake")
    func others() throws {
        var exchange = try session("auth")
        _ = try reply("dGlt", in: &exchange)
        guard case .authenticate(let messages) = exchange.openQuestion else {
            Issue.record("no question about the response")
            return
        }
        #expect(messages.challenges == [Array("<1@sim>".utf8)])
        #expect(messages.responses == [Array("tim".utf8)])
        var refused = try session("refused")
        refused.configuration.questions = []
        #expect(try reply("EHLO c", in: &refused)?.hasPrefix("503") == true)
        #expect(try reply("QUIT", in: &refused)?.hasPrefix("221") == true)
        var handshake = try session("tls")
        _ = try handshake.receive(.secured(TLSInfo()))
        #expect(handshake.phase == .hello)
    }
}
