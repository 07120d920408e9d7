import Foundation
import MailHogMachine
import SMTPSession
import Testing

struct SessionTests {
    static func sessions() throws -> [RecordedSession] {
        try Fixture.lines("sessions.jsonl").map {
            try JSONDecoder().decode(RecordedSession.self, from: Data($0.utf8))
        }
    }

    @Test("all 150 sessions are here")
    func completeness() throws {
        #expect(try SessionTests.sessions().count == 150)
    }

    @Test("the original's calls answer as recorded in every step", arguments: 0..<150)
    func server(number: Int) throws {
        let session = try SessionTests.sessions()[number]
        let handlers = RecordedHandlers(try session.setup())
        let server = handlers.makeServer()
        #expect(server.start().lines == session.Greeting.map { Array($0.utf8) })
        for (index, step) in session.Steps.enumerated() {
            let place: Comment = "step \(index): \(step.In)"
            let (rest, reply) = server.parse(Array(step.In.utf8)[...])
            reply?.done?()
            #expect(rest.isEmpty, place)
            #expect(reply?.lines == step.Reply.map { $0.map { Array($0.utf8) } }, place)
            expect(server.machine, step, place)
            expectStored(handlers, step, place)
        }
    }

    @Test("the shared vocabulary answers as recorded in every step", arguments: 0..<150)
    func machine(number: Int) throws {
        let session = try SessionTests.sessions()[number]
        var trace = MachineTrace(name: "", try session.setup())
        try trace.start()
        #expect(trace.repliesSinceMark() == session.Greeting.joined())
        for (index, step) in session.Steps.enumerated() {
            let place: Comment = "step \(index): \(step.In)"
            try trace.receive(Array(step.In.utf8))
            #expect(trace.repliesSinceMark() == step.Reply?.joined(), place)
            expect(trace.machine, step, place)
            expectStored(trace.handlers, step, place)
        }
    }

    private func expect(
        _ machine: MailHogMachine, _ step: RecordedSession.Step, _ place: Comment
    ) {
        #expect(machine.phaseName == step.State, place)
        #expect(machine.message.sender == Array(step.From.utf8), place)
        #expect(machine.message.recipients == step.To.map { Array($0.utf8) }, place)
        #expect(machine.message.helo == Array(step.Helo.utf8), place)
    }

    /// What the message handler was given in this step, and only there.
    private func expectStored(
        _ handlers: RecordedHandlers, _ step: RecordedSession.Step, _ place: Comment
    ) {
        let expected = step.Stored.map {
            MailHogMessage(
                sender: Array($0.From.utf8), recipients: $0.To.map { Array($0.utf8) },
                data: Array($0.Data.utf8), helo: Array($0.Helo.utf8))
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
