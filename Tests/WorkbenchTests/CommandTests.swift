import SMTPScript
import Testing

@testable import SMTPSimulator
@testable import Workbench

@Suite("Commands at the prompt")
struct CommandTests {
    @Test("do something: by the simulator, by the workbench, or in scripts only")
    func performers() {
        for type in PromptCommand.types {
            let isPerformed = type is any SimulatorCommand.Type || type is any WorkbenchCommand.Type
            #expect(isPerformed || !type.definition.isForPrompt, "\(type.definition.name)")
        }
    }

    @Test("are completed word by word")
    func words() {
        var context = CompletionContext()
        context.users = ["tim"]
        context.handlerCount = 2
        let completion = LineCompletion(context: context, simulator: Simulator()) { _ in [] }
        func words(_ line: String) -> [String] {
            completion.suggestions(for: Array(line.utf8), cursor: line.utf8.count)
                .candidates.map(\.text)
        }
        #expect(words(":off ") == ["1", "2", "all"])
        #expect(words(":off 1 ").isEmpty)
        #expect(words(":ask recipient o") == ["off"])
        #expect(words(":on recipient discard o") == ["once"])
        #expect(words(":next recipient discard ") == ["link"])
        #expect(words(":set require-tls o") == ["on", "off"])
        #expect(words(":auth PLAIN ") == ["tim"])
        #expect(words(":connect ip=192.0.2.1 ") == ["port=", "tls"])
        #expect(words(":file x s") == ["stuff"])
        #expect(words(":expect no") == ["note"])
        #expect(words(":explain recip").contains("recipient"))
    }
}
