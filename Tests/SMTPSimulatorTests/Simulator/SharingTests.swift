import SMTPDriver
import SMTPSession
import Testing

@testable import SMTPSimulator

/// Snapshots share what they have in common: counted, not timed.
@Suite("What snapshots share")
struct SharingTests {
    private static func simulator() throws -> Simulator {
        var settings = SimulatorSettings()
        settings.configuration.limits.recipients = 10_000
        var simulator = Simulator(settings)
        try simulator.type(line: Array("EHLO a.example".utf8))
        return simulator
    }

    @Test("A step with one more recipient copies a few of those before")
    func recipients() throws {
        var simulator = try Self.simulator()
        try simulator.type(line: Array("MAIL FROM:<a@b>".utf8))
        for number in 0..<2_000 {
            let step = try simulator.type(line: Array("RCPT TO:<r\(number)@b>".utf8))
            guard number % 100 == 0 else { continue }
            let after = step.after.machine.envelope.recipients
            #expect(after.unsharedCount(with: step.before.machine.envelope.recipients) <= 32)
        }
        #expect(simulator.envelope.recipients.count == 2_000)
    }

    @Test("A step with one more message copies a few of those before")
    func messages() throws {
        var simulator = try Self.simulator()
        for _ in 0..<300 {
            let message = "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nhello\r\n.\r\n"
            try simulator.send(bytes: Array(message.utf8))
        }
        let step = try #require(simulator.steps.last)
        let after = step.after.mailbox.messages
        #expect(after.count == 300)
        #expect(after.unsharedCount(with: step.before.mailbox.messages) <= 32)
    }

    @Test("A step begins with the very world in which the one before ended")
    func worlds() throws {
        var simulator = try Self.simulator()
        for _ in 0..<50 { try simulator.type(line: Array("NOOP".utf8)) }
        for (one, next) in zip(simulator.steps, simulator.steps.dropFirst()) {
            #expect(one.end === next.start)
        }
        let last = try #require(simulator.steps.last)
        try simulator.undo()
        #expect(simulator.timeline.now === last.start)
    }

    @Test("A step shares all earlier steps with whoever holds a copy of the simulator")
    func steps() throws {
        var simulator = try Self.simulator()
        for _ in 0..<500 { try simulator.type(line: Array("NOOP".utf8)) }
        let copy = simulator
        try simulator.type(line: Array("NOOP".utf8))
        #expect(simulator.steps.unsharedCount(with: copy.steps) <= 32)
        try simulator.undo(2)
        #expect(simulator.steps.unsharedCount(with: copy.steps) <= 32)
    }

    @Test("What every step keeps stays small")
    func sizes() {
        #expect(MemoryLayout<Step>.size <= 48)
        #expect(MemoryLayout<World>.size <= 96)
        #expect(MemoryLayout<Session>.size <= 456)
        #expect(MemoryLayout<Event>.size <= 16)
        #expect(MemoryLayout<ClientWrite>.size <= 8)
        #expect(MemoryLayout<DecidedQuestion>.size <= 8)
        #expect(MemoryLayout<Question>.size <= 32)
        #expect(MemoryLayout<Reading>.size <= 8)
        #expect(MemoryLayout<ReceivedMessage>.size <= 8)
    }
}
