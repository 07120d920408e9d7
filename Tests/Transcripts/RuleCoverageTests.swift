import SMTPDriver
import SMTPPolicy
import SMTPSession
import SMTPLint
import SMTPSimulator
import Testing
import Workbench

@Suite("Rules and hooks in transcripts")
struct RuleCoverageTests {
    @Test("Each rule of the catalogue is provoked by a transcript")
    func rulesAreProvoked() {
        var provoked: Set<Rule> = []
        for transcript in GoldenTranscript.all {
            let simulator = transcript.run().simulator
            for finding in SessionLint.findings(of: simulator) { provoked.insert(finding.rule) }
            for event in simulator.events {
                switch event {
                case .reply(let reply): provoked.insert(reply.rule)
                case .note(let note): provoked.insert(note.rule)
                case .sent, .read, .fault, .substituted, .decided, .asking, .transition, .message,
                    .startTLS, .secured,
                    .closedByServer, .closedByClient, .shutdown, .connected, .waited:
                    break
                }
            }
        }
        let missing = Rule.allCases.filter { !provoked.contains($0) }.map(\.id)
        #expect(missing == [])
    }

    @Test("Each hook is decided by a rule, by the person, and by default")
    func hooksAreDecided() {
        var seen: Set<String> = []
        for event in GoldenTranscript.all.flatMap({ $0.run().simulator.events }) {
            guard case .decided(let decided) = event else { continue }
            let question = decided.question
            switch decided.source {
            case .handler: seen.insert("\(question.hook.rawValue) by a rule")
            case .operator: seen.insert("\(question.hook.rawValue) by the person")
            case .default, .credentials: seen.insert("\(question.hook.rawValue) by default")
            case .next, .ask, .recorded: break
            }
        }
        let wanted = Hook.allCases.flatMap { hook in
            ["by a rule", "by the person", "by default"].map { "\(hook.rawValue) \($0)" }
        }
        #expect(wanted.filter { !seen.contains($0) } == [])
    }
}
