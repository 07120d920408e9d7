import OctetText
import SMTPPolicy
import SMTPScript
import SMTPSession

package struct SetCommand: ChangeCommand {
    package static let definition = CommandDefinition(
        "set", "KEY [VALUE]", .settings, "Changes a setting of the server or of the display.",
        details: """
            KEY=VALUE is the same. The name alone shows the value. In the init script a setting of the display is for \
            the prompt; in other scripts it does nothing.
            """,
        examples: [":set maximum-recipients 2", ":set require-tls on", ":set prompt full"])

    /// The setting's name, in lower case.
    package var key: String
    /// What it is to be.
    package var value: String
    /// Whether there is only the name, to see what the setting is.
    package var isAlone = false

    /// The display setting that it names; nil if it is one of the server's.
    package var display: DisplaySetting? { DisplaySetting.named(key) }

    /// The value is checked here already, in a configuration that is thrown away.
    package static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        let key = try words.key("the name of a setting")
        let column = words.column
        let isQuoted = words.rest.hasPrefix("\"")
        let value = isQuoted ? try words.last("a value").text : words.rest
        // RFC 5321 §4.1.1.1: what begins with an X is a server's own, and only the server knows it.
        guard !key.text.lowercased().hasPrefix("x-") else {
            return Self(key: key.text.lowercased(), value: value)
        }
        do throws(SettingError) {
            if let display = DisplaySetting.named(key.text) { return try read(display, value) }
            let setting = try Setting.named(key.text)
            var configuration = Configuration()
            guard isQuoted || !value.isEmpty else {
                return Self(key: setting.name, value: "", isAlone: true)
            }
            try setting.set(&configuration, value)
            return Self(key: setting.name, value: value)
        } catch {
            throw CommandError(
                error.message, at: error.isValue ? column : key.column,
                suggestion: error.isValue ? error.suggestion : nearest(to: key.text))
        }
    }

    private static func read(
        _ display: DisplaySetting, _ value: String
    ) throws(SettingError) -> Self {
        var settings = DisplaySettings()
        if !value.isEmpty { try display.set(&settings, value) }
        return Self(
            key: display.name, value: value.lowercased(), isAlone: value.isEmpty)
    }

    private static func nearest(to name: String) -> String? {
        nearestName(to: name, among: Setting.all.map(\.name) + DisplaySetting.all.map(\.name))
    }

    package func arguments(secrets: Bool) -> [String] {
        [key, isAlone ? "" : EscapedText.word(value)]
    }

    /// A setting of the display is no step: whoever has a screen performs it, and shows what is asked for.
    package func perform(on simulator: inout Simulator) throws(SimulatorError) -> CommandOutcome {
        guard display == nil, !isAlone else { return CommandOutcome() }
        let step = try simulator.change(self, change)
        return CommandOutcome(step: step, messages: confirmation(step.before, step.after))
    }

    package func change(_ world: inout World) throws(SimulatorError) {
        guard !isAlone else { return }
        var changed = world.configuration
        let setting: Setting
        do throws(SettingError) {
            setting = try Setting.named(key, in: changed)
            if setting.counts(in: world.profile) { try setting.set(&changed, value) }
        } catch {
            throw .setting(error)
        }
        guard setting.counts(in: world.profile) else {
            throw .unsuitable(
                "\(setting.name) does nothing in the \(world.profile.rawValue) profile; "
                    + ":settings lists what does")
        }
        world.configure(changed)
    }

    package static func completions(after arguments: [String]) -> [ArgumentKind] {
        guard let key = arguments.first else { return [.settings] }
        guard arguments.count == 1 else { return [] }
        return DisplaySetting.named(key).map { [.choices($0.choices)] } ?? [.values(key)]
    }
}

struct SeedCommand: ChangeCommand {
    static let definition = CommandDefinition(
        "seed", "N", .settings,
        "Restarts chance and challenges; the same seed gives the same results.",
        examples: [":seed 42"])

    var seed: UInt64

    static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        let word = try words.last("a number")
        guard let seed = UInt64(word.text) else {
            throw CommandError("expected a number, 0 or more", at: word.column)
        }
        return Self(seed: seed)
    }

    func arguments(secrets: Bool) -> [String] { ["\(seed)"] }

    func change(_ world: inout World) { world.policy.random = SeededRandom(seed: seed) }
}
