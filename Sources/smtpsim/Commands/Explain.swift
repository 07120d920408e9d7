import ArgumentParser
import SMTPSession
import SMTPSimulator
import TerminalText
import Workbench

/// `smtpsim explain …`: the offline reference.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Explain the words of mail and of this program, or take a command line apart.",
        discussion: """
            smtpsim explain 550 5.7.1
            smtpsim explain open relay
            smtpsim explain 'MAIL FROM:<a@b> SIZE=10'
            Exits with 0, with 1 for a line that a server would refuse, with 2 for an unknown word.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "What to explain.")
    var words: [String]

    func validate() throws {
        guard words.contains(where: { $0.contains { $0 != " " } }) else {
            throw ValidationError("there is nothing to explain")
        }
    }

    func run() throws {
        let configuration = try global.server.simulatorSettings(playsUsualInit: false).configuration
        let explanation = Explanation(words.joined(separator: " "), in: configuration)
        write(explanation)
        switch explanation.outcome {
        case .known: return
        case .refused: throw ExitStatus.failedExpectation
        case .unknown: throw ExitStatus.usage
        }
    }

    private func write(_ explanation: Explanation) {
        guard !global.json else { return Console.write(explanation.json.text + "\n") }
        var page = Page(width: Console.columns, mark: "")
        page.add(explanation)
        Console.write(page.lines, global.looks)
    }
}
