import ArgumentParser
import SMTPPolicy
import Workbench

/// `smtpsim profiles`: the named servers.
struct Profiles: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the profiles.")

    @OptionGroup var global: GlobalOptions

    func run() {
        Listing(global: global).write(
            Profile.allCases.map { ($0.rawValue, $0.summary) },
            Profile.allCases.map { profile in
                let usual = Profile.strict.configuration
                let changes = Setting.all.filter {
                    $0.get(profile.configuration) != $0.get(usual)
                }
                return [
                    "name": .string(profile.rawValue), "summary": .string(profile.summary),
                    "settings": .object(
                        changes.map {
                            JSON.Member($0.name, .string($0.get(profile.configuration)))
                        }),
                ]
            })
    }
}
