import SMTPPolicy
import SMTPScript
import SMTPSession

/// A profile that a person has written: the profile that it stands on, and what it changes.
///
///     :profile strict
///     :set ident "ESMTP mine"
///     :on recipient nosuch@* reject
public struct ProfileFile: Hashable, Sendable {
    /// What the file is called in messages.
    public let name: String
    /// The profile of this program that it stands on.
    public let base: Profile
    /// The lines after `:profile`, in their order.
    package let commands: [PromptCommand]

    /// Whether a profile that is asked for is meant to be a file.
    public static func isPath(_ name: String) -> Bool {
        name.contains("/") || name.lowercased().hasSuffix(".smtp")
    }

    /// Reads a file; throws all that is wrong with it, each with line and column.
    public init(parsing octets: [UInt8], name: String) throws(ScriptError) {
        let script = try ScriptParser.parse(octets, name: name)
        var reader = ProfileReader(script)
        for line in script.lines { reader.read(line) }
        guard reader.diagnostics.isEmpty else {
            throw ScriptError(diagnostics: reader.diagnostics)
        }
        self.name = name
        base = reader.base ?? .strict
        commands = reader.commands
    }

    init(reading path: String, _ files: any ScriptFiles) throws(SimulatorError) {
        let octets: [UInt8]
        do throws(ScriptFileError) {
            octets = try files.read(path, limit: ScriptLimits().fileSize)
        } catch {
            throw .file(error)
        }
        do throws(ScriptError) {
            try self.init(parsing: octets, name: path)
        } catch {
            throw .profile(error)
        }
    }

    /// Takes the profile: what it stands on first.
    package func change(_ world: inout World) throws(SimulatorError) {
        world.use(base)
        for command in commands {
            guard let change = command.command as? any ChangeCommand else { continue }
            try change.change(&world)
        }
    }

    /// How a simulator with this profile begins.
    public func settings(seed: UInt64) throws(SimulatorError) -> SimulatorSettings {
        var world = World(profile: base, policy: Policy(seed: seed))
        try change(&world)
        return SimulatorSettings(
            profile: base, configuration: world.configuration, policy: world.policy, seed: seed)
    }
}

/// Reads the lines of a profile one after another.
private struct ProfileReader {
    private let name: String
    /// What the lines change, so that a value that does not suit is known at its line.
    private var world = World()
    private(set) var base: Profile?
    private(set) var commands: [PromptCommand] = []
    private(set) var diagnostics: [ScriptDiagnostic] = []

    init(_ script: Script) { name = script.name }

    mutating func read(_ line: ScriptLine) {
        do throws(CommandError) {
            switch line.kind {
            case .blank, .comment, .title, .trace: return
            case .command(let command) where !command.isTyped:
                try take(try PromptCommand.parse(command.text), command.columnOfArguments)
            case .clientText, .clientBytes, .messageText, .clientFile, .expectLine, .expectReply,
                .optionalLine, .anyFurtherLines, .groupStart, .groupEnd, .mustNotOccur,
                .serverEvent, .answer, .command:
                throw CommandError(ProfileReader.expected, at: 0)
            }
        } catch {
            let column = line.indentation.count + 2 + error.column
            diagnostics.append(
                ScriptDiagnostic(
                    file: name, line: line.number, column: min(column, line.text.count + 1),
                    message: error.message, hint: error.suggestion.map { "did you mean `\($0)`?" },
                    source: line.text))
        }
    }

    private static let expected = "a profile has only :profile, :set, :on and :user lines"

    private mutating func take(
        _ parsed: PromptCommand, _ column: Int
    ) throws(CommandError) {
        switch parsed.command {
        case let profile as ProfileCommand: try take(profile, column)
        case is OnCommand, is UserCommand, is SetCommand: try change(parsed, column)
        default: throw CommandError(ProfileReader.expected)
        }
    }

    private mutating func take(_ command: ProfileCommand, _ column: Int) throws(CommandError) {
        switch command.wish {
        case .known(let profile):
            guard base == nil, commands.isEmpty else {
                throw CommandError(":profile stands once, before all else")
            }
            base = profile
            world.use(profile)
        case .file:
            throw CommandError(
                "a profile stands on one that this program has, not on a file", at: column)
        case .name, .save: throw CommandError("expected the profile that this one stands on")
        }
    }

    private mutating func change(_ parsed: PromptCommand, _ column: Int) throws(CommandError) {
        if let set = parsed.command as? SetCommand, set.display != nil {
            throw CommandError(
                "\(set.key) is a setting of the display, not of a server", at: column)
        }
        if let set = parsed.command as? SetCommand, set.isAlone {
            throw CommandError("expected a value after \(set.key)", at: column + set.key.count)
        }
        do throws(SimulatorError) {
            try (parsed.command as? any ChangeCommand)?.change(&world)
        } catch {
            throw CommandError(error.description, at: column)
        }
        commands.append(parsed)
    }
}
