import SMTPSimulator
import Testing

@testable import Workbench

@Suite("Help")
struct HelpTests {
    @Test("the overview names every command of the prompt, and every topic")
    func overview() {
        var screen = greetedScreen()
        let shown = screen.answer(to: ":help")
        let words = Set(shown.split { $0 == " " || $0 == "\n" }.map(String.init))
        for command in PromptCommand.all where command.name != "on" {
            let isListed = command.isForPrompt && !command.isForLive
            #expect(words.contains(":\(command.name)") == isListed, "\(command.name)")
        }
        for topic in HelpTopic.allCases { #expect(shown.contains(topic.rawValue)) }
    }

    @Test("each command, group and topic has a page", arguments: PromptCommand.all.map(\.name))
    func command(_ name: String) {
        var screen = greetedScreen()
        let shown = screen.answer(to: ":help \(name)")
        #expect(shown.contains(":\(name)"))
        #expect(!shown.contains("error:"))
    }

    @Test("topics have pages", arguments: HelpTopic.allCases)
    func topic(_ topic: HelpTopic) {
        var screen = greetedScreen()
        #expect(!screen.answer(to: ":help \(topic.rawValue)").contains("error:"))
    }

    @Test("a command's page has its usage, its summary and examples")
    func undo() {
        var screen = greetedScreen()
        #expect(
            screen.answer(to: ":help undo") == """
                # :undo [N]
                # Takes back the last step, or the last N.
                # Session, handlers, counts, mailbox and settings go back together.
                #   :undo
                #   :undo 3

                """)
    }

    @Test("an unknown topic suggests the nearest")
    func unknown() {
        var screen = greetedScreen()
        #expect(
            screen.answer(to: ":help hokos")
                == "# error: there is no help on hokos\n# hint: did you mean :help hooks?\n")
    }
}
