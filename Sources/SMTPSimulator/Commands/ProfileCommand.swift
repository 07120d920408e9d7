import OctetText
import SMTPPolicy
import SMTPScript
import SMTPSession

package struct ProfileCommand: ChangeCommand, FileReadingCommand {
    package static let definition = CommandDefinition(
        "profile", "[NAME|FILE|save FILE]", .settings,
        "Switches to the settings of a named server, or of a file; without a name, says which it is.",
        details: """
            A file has a path with a / in it, or a name that ends in .smtp. It is of :profile, :set, :on and :user \
            lines, the first of which names the profile that it stands on. :profile save FILE writes such a file from \
            the settings, handlers and users that are there now. mailhog is another machine, and starts with a new \
            connection.
            """,
        examples: [
            ":profile lenient", ":profile ./mine.smtp", ":profile save ./mine.smtp", ":profile",
        ])

    /// What is wanted of profiles.
    package enum Wish: Hashable, Sendable {
        /// To say which it is.
        case name
        /// A profile of this program.
        case known(Profile)
        /// One that a person has written, once it is read.
        case file(path: String, ProfileFile?)
        /// To write one.
        case save(path: String)
    }

    package var wish: Wish

    package init(_ wish: Wish) { self.wish = wish }

    package init(profile: Profile) { wish = .known(profile) }

    /// The file that is to be written, if that is the wish; whoever has files writes it.
    package var savedPath: String? { if case .save(let path) = wish { path } else { nil } }

    package static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        guard !words.rest.isEmpty else { return Self(.name) }
        var ahead = words
        let first = try ahead.required("a profile").text
        if first.lowercased() == "save" {
            let path = try ahead.last("a file").text
            guard !path.isEmpty else { throw CommandError("expected a file", at: ahead.column) }
            words = ahead
            return Self(.save(path: path))
        }
        guard ProfileFile.isPath(first) else { return Self(profile: try words.profile()) }
        return Self(.file(path: try words.last("a file").text, nil))
    }

    package func arguments(secrets: Bool) -> [String] {
        switch wish {
        case .name: []
        case .known(let profile): [profile.rawValue]
        case .file(let path, _): [EscapedText.word(path)]
        case .save(let path): ["save", EscapedText.word(path)]
        }
    }

    package static func completions(after arguments: [String]) -> [ArgumentKind] {
        guard let first = arguments.first else {
            let save = ArgumentKind.Choice(
                word: "save", meaning: "Writes a profile from the settings that are there now.")
            return [.profiles, .choices([save])]
        }
        return arguments.count == 1 && first.lowercased() == "save" ? [.newPaths] : []
    }

    package func change(_ world: inout World) throws(SimulatorError) {
        switch wish {
        case .known(let profile): world.use(profile)
        case .file(_, let file?): try file.change(&world)
        case .name, .save, .file: return
        }
    }

    package func perform(
        on simulator: inout Simulator, reading files: any ScriptFiles
    ) throws(SimulatorError) -> CommandOutcome {
        switch wish {
        case .name: return CommandOutcome(messages: [ProfileCommand.said(simulator.world.profile)])
        case .save: throw .unsuitable("a profile is saved at the prompt only")
        case .file(let path, nil):
            let file = try ProfileFile(reading: path, files)
            return try ProfileCommand(.file(path: path, file)).perform(on: &simulator)
        case .known, .file: return try perform(on: &simulator)
        }
    }

    package func perform(on simulator: inout Simulator) throws(SimulatorError) -> CommandOutcome {
        switch wish {
        case .name, .save, .file(_, nil):
            return try perform(on: &simulator, reading: NoFiles())
        case .known, .file: break
        }
        let step = try simulator.change(self) { world throws(SimulatorError) in try change(&world) }
        return CommandOutcome(step: step, messages: confirmation(step.before, step.after))
    }
}
