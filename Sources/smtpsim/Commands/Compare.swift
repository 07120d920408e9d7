import ArgumentParser
import SMTPPolicy
import SMTPSimulator
import TerminalText
import Workbench

/// `smtpsim compare FILE --profiles strict,lenient,mailhog`: plays one script to several servers.
struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Play a script to several servers, and list where they differ from the first.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The script.", completion: .file(extensions: ["smtp"]))
    var file: String

    @Option(help: ArgumentHelp("The profiles to compare, separated by commas.", valueName: "names"))
    var profiles = "strict,lenient,mailhog"

    func run() throws {
        let profiles = try self.profiles.split(separator: ",").map {
            try Profile(named: String($0))
        }
        guard let first = profiles.first else {
            throw Failure("--profiles: expected names separated by commas")
        }
        var options = ScriptRunOptions()
        options.settings = SimulatorSettings(profile: first, seed: global.seed ?? 0)
        let report = try ScriptReport(playing: file, options)
        global.json ? writeJSON(report.simulator, profiles) : write(report.simulator, profiles)
    }

    private func write(_ simulator: Simulator, _ profiles: [Profile]) {
        var page = Page(width: Console.columns, mark: "")
        let here = simulator.world.profile.rawValue
        for profile in profiles.dropFirst() {
            let differences = simulator.compare(with: profile)
            let count = differences.count
            page.say(
                count == 0
                    ? "\(profile.rawValue): the same as \(here)"
                    : "\(profile.rawValue): differs from \(here) in \(count) "
                        + (count == 1 ? "step" : "steps"), .state)
            for difference in differences {
                page.add(difference, here: here, there: profile.rawValue)
            }
        }
        Console.write(page.lines, global.looks)
    }

    private func writeJSON(_ simulator: Simulator, _ profiles: [Profile]) {
        let values = profiles.dropFirst().map { profile -> JSON in
            let differences = simulator.compare(with: profile).map { difference -> JSON in
                [
                    "step": .string(difference.step), "here": .string("\(difference.here)"),
                    "there": .string("\(difference.there)"),
                ]
            }
            return [
                "here": .string(simulator.world.profile.rawValue),
                "there": .string(profile.rawValue), "differences": .array(differences),
            ]
        }
        Console.write(JSON.array(values).text + "\n")
    }
}
