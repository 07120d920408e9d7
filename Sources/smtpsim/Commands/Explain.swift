import ArgumentParser
import SMTPSession
import SMTPTranscript
import TerminalText
import Workbench

/// `smtpsim explain …`: the offline reference.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Explain codes, verbs, extensions, hooks and rules, or take a command line apart.",
        discussion: """
            smtpsim explain 550 5.7.1
            smtpsim explain 'MAIL FROM:<a@b> SIZE=10'
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "What to explain.")
    var words: [String]

    func run() throws {
        let configuration = try global.simulatorSettings(playsUsualInit: false).configuration
        var page = Page(width: Console.columns, mark: "")
        let isKnown = page.explain(words.joined(separator: " "), in: configuration)
        let theme = global.color.theme
        Console.write(page.lines.map { theme.render($0) + "\n" }.joined())
        if !isKnown { throw ExitStatus.failedExpectation }
    }
}
