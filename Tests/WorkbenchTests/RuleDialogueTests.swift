import SMTPScript
import SMTPSession
import SMTPSimulator
import Testing

@testable import Workbench

@Suite("Dialogues that lead to rules")
struct RuleDialogueTests {
    @Test(
        "Each rule has a short dialogue that runs green and leads to it", arguments: Rule.allCases)
    func dialogue(_ rule: Rule) throws {
        let advice: Comment =
            "\(rule.id): run smtpsim generate-docs docs --dialogues Tests/Transcripts/Scripts"
        let dialogue = try #require(RuleDialogue(rule), advice)
        #expect(dialogue.leadsToRule, advice)
        let lines = dialogue.lines
        #expect(lines.count <= 60)
        let text = lines.map { $0 + "\n" }.joined()
        let report = ScriptRunner().run(Array(text.utf8), name: rule.id)
        #expect(report.outcome == .passed, "\(text)\(report.lines.joined(separator: "\n"))")
        #expect(RuleDialogue.applies(rule, in: report.simulator), "\(text)")
    }

    @Test(":how shows the dialogue, and leaves the session alone")
    func how() {
        var screen = greetedScreen()
        #expect(
            screen.answer(to: ":how order.hello-first") == """
                # S: 220 mx.sim.example ESMTP smtpsim
                # #~ HELLO
                # C: MAIL FROM:<ann@client.example>
                # S: 503 5.5.1 Send EHLO or HELO first
                # #~ HELLO   rule order.hello-first

                """)
        #expect(screen.answer(to: ":state").hasPrefix("# state     MAIL"))
    }

    @Test(":how with something else says what it could have been")
    func unknown() {
        var screen = greetedScreen()
        #expect(
            screen.answer(to: ":how order.helo-first") == """
                # error: there is no rule order.helo-first
                # hint: did you mean order.hello-first?

                """)
        #expect(screen.answer(to: ":how 252").contains("verify.accepted"))
        #expect(screen.answer(to: ":how").contains("expected a rule"))
    }
}
