import ArgumentParser
import SMTPSession
import TerminalText
import Workbench

/// `smtpsim how RULE`: a dialogue that leads to a reply or a note.
struct How: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show a dialogue in which a reply or a note is given by a rule.",
        discussion: """
            smtpsim how order.hello-first
            What it writes is a script: smtpsim how order.hello-first | smtpsim run -
            Exits with 2 for an unknown rule; smtpsim rules lists them.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The rule, or a reply code to list its rules.")
    var rule: String

    func run() throws {
        let dialogue: RuleDialogue
        do throws(MissingDialogue) {
            dialogue = try RuleDialogue.named(rule)
        } catch {
            throw Failure(error.message, hint: error.hint)
        }
        guard !global.json else {
            let json: JSON = [
                "rule": .string(dialogue.rule.id), "dialogue": .strings(dialogue.lines),
            ]
            return Console.write(json.text + "\n")
        }
        var page = Page(width: Console.columns, mark: "")
        for line in dialogue.lines { page.show(line, .plain) }
        Console.write(page.lines, global.looks)
    }
}
