import ArgumentParser
import SMTPPolicy
import SMTPSession
import Workbench

/// `smtpsim hooks`: the questions that a server decides.
struct Hooks: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the hooks: the questions that handlers, or a person, decide.")

    @OptionGroup var global: GlobalOptions

    func run() {
        Listing(global: global).write(
            Hook.allCases.map { ($0.rawValue, $0.summary) },
            Hook.allCases.map { hook in
                [
                    "name": .string(hook.rawValue), "summary": .string(hook.summary),
                    "subject": .string(hook.subject),
                    "default": .string(AnswerText.print(hook.defaultAnswer)),
                    "actions": .strings(ActionName.all(for: hook).map(\.rawValue)),
                ]
            })
    }
}
