import SMTPPolicy
import SMTPSession
import SMTPSimulator
import Workbench

/// What the command line says of the server.
struct ServerOptions {
    /// The profile's name; nil for the strict one.
    var profile: String?
    /// Settings to change, each `key=value`.
    var settings: [String] = []
    /// A script to play first, or `none`; nil for the person's own.
    var initFile: String?
    /// Where chance begins; nil for the usual place.
    var seed: UInt64?
}

extension ServerOptions {
    /// How a simulator begins: the profile, the settings of the command line, then the init script.
    ///
    /// - Parameter playsUsualInit: whether the person's own init script is played if none is named
    /// - Returns: the settings
    /// - Throws: the status to end with, when what is wrong was told
    func simulatorSettings(playsUsualInit: Bool) throws -> SimulatorSettings {
        let settings = try plainSettings()
        guard let path = initPath(playsUsualInit) else { return settings }
        var options = ScriptRunOptions()
        options.settings = settings
        let report = try ScriptFile(path).run(options)
        guard report.outcome == .passed else {
            for line in report.lines { Console.note(line) }
            throw ExitStatus.usage
        }
        let world = report.simulator.world
        return SimulatorSettings(
            profile: world.profile, configuration: world.configuration, policy: world.policy,
            seed: seed ?? 0)
    }

    private func initPath(_ playsUsualInit: Bool) -> String? {
        guard let initFile else {
            guard playsUsualInit, let path = Environment.initPath, DiskFiles().exists(path) else {
                return nil
            }
            return path
        }
        return initFile == "none" ? nil : initFile
    }

    private func plainSettings() throws -> SimulatorSettings {
        let name = profile ?? Profile.strict.rawValue
        guard let profile = Profile(rawValue: name.lowercased()) else {
            let names = Profile.allCases.map(\.rawValue)
            let meant = nearestName(to: name, among: names).map { "did you mean \($0)?" }
            Console.fail(
                "unknown profile \(name)", hint: meant ?? "one of \(names.joined(separator: ", "))")
            throw ExitStatus.usage
        }
        var configuration = profile.configuration
        for assignment in settings { try set(assignment, &configuration, in: profile) }
        return SimulatorSettings(profile: profile, configuration: configuration, seed: seed ?? 0)
    }

    private func set(
        _ assignment: String, _ configuration: inout Configuration, in profile: Profile
    ) throws {
        guard let equals = assignment.firstIndex(of: "=") else {
            Console.fail("--set \(assignment): expected key=value")
            throw ExitStatus.usage
        }
        do {
            let setting = try Setting.named(String(assignment[..<equals]))
            guard setting.counts(in: profile) else {
                Console.fail(
                    "--set \(setting.name): it does nothing in the \(profile.rawValue) profile",
                    hint: "smtpsim settings --profile \(profile.rawValue)")
                throw ExitStatus.usage
            }
            let value = String(assignment[assignment.index(after: equals)...])
            try setting.set(&configuration, value)
        } catch let error as SettingError {
            Console.fail(error.message, hint: error.suggestion.map { "did you mean \($0)?" })
            throw ExitStatus.usage
        }
    }
}
