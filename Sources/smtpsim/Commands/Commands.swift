import ArgumentParser
import SMTPSimulator
import Workbench

/// `smtpsim commands`: the commands of the prompt.
struct Commands: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the commands of the prompt.")

    @OptionGroup var global: GlobalOptions

    @Flag(help: "Write docs/commands.md.")
    var markdown = false

    func run() {
        guard !markdown else { return Console.write(CommandsDocument.text) }
        Listing(global: global).write(
            PromptCommand.all.map { ($0.usage, $0.summary) },
            PromptCommand.all.map { command in
                [
                    "name": .string(command.name), "usage": .string(command.usage),
                    "group": .string(command.group.rawValue), "summary": .string(command.summary),
                    "details": .string(command.details), "examples": .strings(command.examples),
                    "scriptable": .bool(command.isScriptable),
                    "prompt": .bool(command.isForPrompt),
                ]
            })
    }
}
