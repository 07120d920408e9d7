import ArgumentParser
import OctetText
import SMTPPolicy
import SMTPScript
import SMTPSession
import SMTPSimulator
import SystemCalls
import Workbench

/// The options that every command has.
struct GlobalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The server to simulate: strict, lenient, submission, … or the file of a profile.",
            discussion: "smtpsim profiles lists the names. "
                + "A file has a / in its path, or ends in .smtp.",
            valueName: "name|file"))
    var profile: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("Change a setting; repeatable.", valueName: "key=value"))
    var settings: [String] = []

    @Option(
        name: .customLong("init"),
        help: ArgumentHelp(
            "A script to play first, or none.",
            discussion: "By default, the prompt and stdio play "
                + "$XDG_CONFIG_HOME/smtpsim/init.smtp; the other commands play none.",
            valueName: "file|none"))
    var initFile: String?

    @Option(help: "When to use colour: auto, always or never.")
    var color: ColorChoice = .auto

    @Option(help: "How colours are used: dark, light, projector or none; also SMTPSIM_THEME.")
    var theme: ThemeForm?

    @Flag(help: "Write JSON, one value per line.")
    var json = false

    @Option(
        help: "The seed for chance; the same seed gives the same session. 0, or random in stdio.")
    var seed: UInt64?

    @Flag(name: .shortAndLong, help: "Say less: no trace, no banner.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Say more: also list scripts that passed.")
    var verbose = false
}

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
    /// A script with settings and handlers, to play after all that.
    var script: String?
}

extension ServerOptions {
    /// How a simulator begins: the profile, the settings of the command line, then the init script.
    func simulatorSettings(playsUsualInit: Bool) throws -> SimulatorSettings {
        try beginning(playsUsualInit: playsUsualInit).settings
    }

    /// How a simulator begins, and what the init script sets of the display.
    func beginning(
        playsUsualInit: Bool
    ) throws -> (settings: SimulatorSettings, display: [SetCommand]) {
        var settings = try plainSettings()
        var display: [SetCommand] = []
        for path in [initPath(playsUsualInit), script].compactMap(\.self) {
            let played = try played(path, settings)
            settings = played.settings
            display += played.display
        }
        return (settings, display)
    }

    /// What settings are after a script.
    private func played(
        _ path: String, _ settings: SimulatorSettings
    ) throws -> (settings: SimulatorSettings, display: [SetCommand]) {
        var options = ScriptRunOptions()
        options.settings = settings
        let report = try ScriptReport(playing: path, options)
        guard report.outcome == .passed else { try report.end(with: .usage) }
        let world = report.simulator.world
        guard path != script || world.machine.expectation == .connection else {
            throw Failure(
                "\(path): a script for clients' sessions has settings and handlers only",
                hint: "smtpsim run \(path) plays a session")
        }
        var played = SimulatorSettings(
            profile: world.profile, configuration: world.configuration, policy: world.policy,
            seed: seed ?? 0)
        played.aliases = report.simulator.aliases
        return (played, report.display)
    }

    private func initPath(_ playsUsualInit: Bool) -> String? {
        guard let initFile else {
            guard playsUsualInit, let path = PersonalFiles.initScript else { return nil }
            return FilePath(path).exists ? path : nil
        }
        return initFile == "none" ? nil : initFile
    }

    private func plainSettings() throws -> SimulatorSettings {
        var begun = try profileSettings()
        for assignment in settings { try set(assignment, &begun.configuration, in: begun.profile) }
        return begun
    }

    /// What the profile alone says.
    private func profileSettings() throws -> SimulatorSettings {
        guard let profile, ProfileFile.isPath(profile) else {
            let known = try profile.map { try Profile(named: $0) } ?? .strict
            return SimulatorSettings(profile: known, seed: seed ?? 0)
        }
        do {
            let octets = try DiskFiles().read(profile, limit: ScriptLimits().fileSize)
            return try ProfileFile(parsing: octets, name: profile).settings(seed: seed ?? 0)
        } catch let error as ScriptError {
            for line in error.diagnostics.flatMap(\.lines) { Console.note(line) }
            throw ExitStatus.usage
        } catch let error as FileFault {
            throw Failure(error.description)
        }
    }

    private func set(
        _ assignment: String, _ configuration: inout Configuration, in profile: Profile
    ) throws {
        guard let equals = assignment.firstIndex(of: "=") else {
            throw Failure("--set \(assignment): expected key=value")
        }
        do {
            let setting = try Setting.named(String(assignment[..<equals]))
            guard setting.counts(in: profile) else {
                throw Failure(
                    "--set \(setting.name): it does nothing in the \(profile.rawValue) profile",
                    hint: "smtpsim settings --profile \(profile.rawValue)")
            }
            let value = String(assignment[assignment.index(after: equals)...])
            try setting.set(&configuration, value)
        } catch let error as SettingError {
            throw Failure(error.message, hint: error.suggestion.map { "did you mean \($0)?" })
        }
    }
}

extension Profile {
    /// The profile of that name, in any case.
    init(named name: String) throws(Failure) {
        guard let profile = Profile(rawValue: name.lowercased()) else {
            let names = Profile.allCases.map(\.rawValue)
            let meant = nearestName(to: name, among: names).map { "did you mean \($0)?" }
            throw Failure(
                "unknown profile \(name)", hint: meant ?? "one of \(names.joined(separator: ", "))")
        }
        self = profile
    }
}

extension GlobalOptions {
    /// What the command line says of the server.
    var server: ServerOptions {
        ServerOptions(profile: profile, settings: settings, initFile: initFile, seed: seed)
    }
}
