import SMTPPolicy
import SMTPScript
import SMTPSession
import SMTPSimulator
import Testing

/// Every step of a session is a value from which it can be done again.
@Suite("Journals of transcripts")
struct JournalTests {
    @Test("Doing the steps of a session again gives an equal one", arguments: GoldenTranscript.all)
    func replay(_ transcript: GoldenTranscript) throws {
        let simulator = transcript.run().simulator
        var again = Simulator(simulator.settings)
        for step in simulator.steps { try step.redo(in: &again) }
        #expect(again.events == simulator.events)
        #expect(again.world == simulator.world)
    }
}

extension Step {
    /// Does it again.
    func redo(in simulator: inout Simulator) throws {
        switch entry {
        case .text(let line): try simulator.type(line: line)
        case .bytes(let bytes): try simulator.send(bytes: bytes)
        case .repeated(let bytes, let count):
            try simulator.send(repeating: ClientBytes(bytes: bytes, count: count))
        case .messageText(let line): try simulator.send(messageText: line)
        case .answer(let text): try simulator.answer(text)
        case .command: try simulator.perform(try #require(command))
        }
    }
}
