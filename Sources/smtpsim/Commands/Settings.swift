import ArgumentParser
import SMTPPolicy
import SMTPTranscript
import Workbench

/// `smtpsim settings`: what `--set` and `:set` change.
struct Settings: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the settings with their values in the profile.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let configuration = try global.simulatorSettings(playsUsualInit: false).configuration
        Listing(global: global).write(
            Setting.all.map { setting in
                let value = setting.get(configuration)
                return ("\(setting.name)=\(value)", setting.summary)
            },
            Setting.all.map { setting in
                [
                    "name": .string(setting.name), "value": .string(setting.get(configuration)),
                    "values": .string(setting.values), "summary": .string(setting.summary),
                    "clause": .optional(setting.clause),
                ]
            })
    }
}
