import ArgumentParser
import SMTPPolicy
import SMTPSimulator
import Workbench

/// `smtpsim settings`: what `--set` and `:set` change.
struct Settings: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the settings, with their values in the profile.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let server = try global.server.simulatorSettings(playsUsualInit: false)
        let configuration = server.configuration
        let settings = Setting.all.filter { $0.counts(in: server.profile) }
        Listing(global: global).write(
            settings.map { setting in
                let value = setting.get(configuration)
                return ("\(setting.name)=\(value)", setting.summary)
            },
            settings.map { setting in
                [
                    "name": .string(setting.name), "value": .string(setting.get(configuration)),
                    "values": .string(setting.values), "summary": .string(setting.summary),
                    "clause": .optional(setting.clause),
                ]
            })
    }
}
