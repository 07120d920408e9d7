import SMTPDriver
import SMTPPolicy
import SMTPSession
import Testing

@testable import SMTPSimulator

@Suite("Any session")
struct RandomSessionTests {
    @Test("saved, without secrets and with them, runs green", arguments: Profile.allCases)
    func roundTrip(_ profile: Profile) throws {
        for seed in 0..<UInt64(150) {
            let simulator = RandomSession(seed: seed, profile: profile).simulator
            // That machine makes something of what is no base64, and repeats octets of the client
            // in its replies, which a mask cannot imitate.
            let isMailHog = simulator.steps.contains { $0.after.profile == .mailhog }
            for secrets in isMailHog ? [true] : [false, true] {
                let text = simulator.script(secrets: secrets)
                let report = ScriptRunner().run(Array(text.utf8), name: "saved.smtp")
                let picture = report.lines.prefix(40).joined(separator: "\n")
                try #require(
                    report.outcome == .passed,
                    "profile \(profile), seed \(seed), secrets \(secrets)\n\(picture)\n\(text)")
                guard secrets else { continue }
                #expect(report.simulator.phaseName == simulator.phaseName)
                #expect(report.simulator.mailbox == simulator.mailbox)
                #expect(report.simulator.machine.bufferedOctets == simulator.machine.bufferedOctets)
                let again = report.simulator.script(secrets: true)
                let isSame = again == text
                try #require(
                    isSame, "profile \(profile), seed \(seed)\n\(difference(text, again))")
            }
        }
    }

    /// The first lines that differ.
    private func difference(_ left: String, _ right: String) -> String {
        let lines = zip(left.split(separator: "\n"), right.split(separator: "\n"))
        let pairs = lines.filter { $0 != $1 }.map { "\($0)\n\($1)" }
        return pairs.prefix(3).joined(separator: "\n")
    }

    @Test("can be undone to its beginning, and redone to its end")
    func undo() throws {
        for seed in 0..<UInt64(100) {
            var simulator = RandomSession(seed: seed, profile: .strict).simulator
            let end = simulator.world
            let count = simulator.steps.count
            guard count > 0 else { continue }
            try simulator.undo(count)
            #expect(simulator.world == simulator.settings.world)
            try simulator.redo(count)
            #expect(simulator.world == end)
            #expect(simulator.steps.count == count)
        }
    }

    @Test("never shows a password")
    func secrets() throws {
        for seed in 0..<UInt64(150) {
            let simulator = RandomSession(seed: seed, profile: .strict).simulator
            // A password in message text or in the place of another command is not known as one.
            guard !simulator.events.contains(where: RandomSessionTests.isContent) else { continue }
            let shown = simulator.steps.flatMap { Transcript.lines(of: $0).flatMap(\.lines) }
            for text in shown + [simulator.script()] + simulator.steps.map(\.title) {
                try #require(!text.contains("AHRpbQBzZWNyZXQ"), "seed \(seed)\n\(text)")
            }
        }
    }

    private static func isContent(_ event: Event) -> Bool {
        guard case .sent(let write) = event else { return false }
        return write.parts.contains { $0.reading.kind == .text }
    }
}
