import ArgumentParser
import SMTPGrammar
import SMTPSession
import Workbench

/// `smtpsim rules`: the catalogue of rules, the reason for each reply.
struct Rules: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the rules that replies and notes are based on.")

    @OptionGroup var global: GlobalOptions

    @Flag(help: "Write docs/rules.md.")
    var markdown = false

    func run() {
        guard !markdown else { return Console.write(RulesDocument.text) }
        Listing(global: global).write(
            Rule.allCases.map {
                ($0.id, "\($0.code == 0 ? "" : "\($0.code) ")\($0.text)  \($0.clause)")
            },
            Rule.allCases.map { rule in
                [
                    "id": .string(rule.id),
                    "code": rule.code == 0 ? .null : .number(Int(rule.code)),
                    "enhanced": .optional(rule.enhanced?.description),
                    "text": .string("\(rule.text)"), "clause": .string(rule.clause),
                    "link": .string(rule.link), "tolerable": .bool(rule.isTolerable),
                    "explanation": .string(rule.explanation),
                ]
            })
    }
}
