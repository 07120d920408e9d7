import Foundation
import MailHogMachine
import SMTPSession
import Testing

struct SessionTests {
    /// Read once: there are 2,961 steps.
    private static let recorded = Result {
        try Fixture.lines("sessions.jsonl").map {
            try JSONDecoder().decode(RecordedSession.self, from: Data($0.utf8))
        }
    }

    static func sessions() throws -> [RecordedSession] { try recorded.get() }

    @Test("all 150 sessions are here")
    func completeness() throws {
        let sessions = try SessionTests.sessions()
        #expect(sessions.count == 150)
        #expect(sessions.map(\.steps.count).reduce(0, +) == 2961)
    }

    @Test("the original's calls answer as recorded in every step", arguments: 0..<150)
    func server(number: Int) throws {
        let session = try SessionTests.sessions()[number]
        let handlers = RecordedHandlers(try session.setup())
        let server = handlers.makeServer()
        #expect(server.start().lines == session.greeting.map { Array($0.utf8) })
        for (index, step) in session.steps.enumerated() {
            let place: Comment = "step \(index): \(step.input)"
            let (rest, reply) = server.parse(Array(step.input.utf8)[...])
            let message = server.message
            reply?.done?()
            #expect(rest.isEmpty, place)
            #expect(reply?.lines == step.reply.map { $0.map { Array($0.utf8) } }, place)
            #expect(server.state.name == step.state, place)
            expect(message, step, place)
            expectStored(handlers, step, place)
        }
    }

    @Test("the shared vocabulary answers as recorded in every step", arguments: 0..<150)
    func machine(number: Int) throws {
        let session = try SessionTests.sessions()[number]
        var trace = MachineTrace(name: "", try session.setup())
        try trace.start()
        #expect(trace.repliesSinceMark() == session.greeting.joined())
        for (index, step) in session.steps.enumerated() {
            let place: Comment = "step \(index): \(step.input)"
            try trace.receive(Array(step.input.utf8))
            #expect(trace.repliesSinceMark() == step.reply?.joined(), place)
            #expect(trace.machine.phaseName == step.state, place)
            expect(trace.messageBeforeHandshake, step, place)
            expectStored(trace.handlers, step, place)
        }
    }

    /// The recordings hold the state as it is after the handshake, and the message as it was before.
    private func expect(
        _ message: MailHogMessage, _ step: RecordedSession.Step, _ place: Comment
    ) {
        #expect(message.sender == Array(step.from.utf8), place)
        #expect(message.recipients == step.to.map { Array($0.utf8) }, place)
        #expect(message.helo == Array(step.helo.utf8), place)
    }

    /// What the message handler was given in this step, and only there.
    private func expectStored(
        _ handlers: RecordedHandlers, _ step: RecordedSession.Step, _ place: Comment
    ) {
        let expected = step.stored.map {
            MailHogMessage(
                sender: Array($0.from.utf8), recipients: $0.to.map { Array($0.utf8) },
                data: Array($0.data.utf8), helo: Array($0.helo.utf8))
        }
        #expect(handlers.takeStored() == expected.map { [$0] } ?? [], place)
    }
}

extension MachineTrace {
    /// The octets of the replies since this was last asked; nil if there was none.
    mutating func repliesSinceMark() -> String? {
        let replies = lines.filter { $0.hasPrefix("    reply: ") }
            .compactMap { GoText.unquoted($0.dropFirst(11)) }
        lines = []
        return replies.isEmpty ? nil : String(decoding: replies.joined(), as: UTF8.self)
    }
}
