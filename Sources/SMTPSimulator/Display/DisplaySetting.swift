import OctetText
import SMTPPolicy

/// A display setting, by the name that `:set` takes.
///
///     :set prompt full
package struct DisplaySetting: Sendable {
    package let name: String
    /// What it does, in one sentence.
    package let summary: String
    /// The values it takes.
    package let choices: [ArgumentKind.Choice]
    /// The value as it is typed.
    package let get: @Sendable (DisplaySettings) -> String
    private let change: @Sendable (inout DisplaySettings, String) -> Bool

    private init<Value: DisplayValue>(
        _ name: String, _ path: any WritableKeyPath<DisplaySettings, Value> & Sendable,
        _ summary: String
    ) {
        self.name = name
        self.summary = summary
        choices = Value.allCases.map { ArgumentKind.Choice(word: $0.rawValue, meaning: $0.meaning) }
        get = { $0[keyPath: path].rawValue }
        change = { settings, text in
            guard let value = Value(rawValue: text.lowercased()) else { return false }
            settings[keyPath: path] = value
            return true
        }
    }

    /// Every display setting, in the order to list them in.
    package static let all = [
        DisplaySetting("prompt", \.prompt, "What stands before the line you type."),
        DisplaySetting("ghost", \.ghost, "Whether what usually follows is shown after it."),
        DisplaySetting("trace", \.trace, "What is shown of what happens inside."),
        DisplaySetting("theme", \.theme, "How the terminal's colours are used."),
        DisplaySetting("secrets", \.secrets, "Whether secrets are on the screen."),
    ]

    /// The display setting of that name, in any case.
    package static func named(_ name: String) -> DisplaySetting? {
        all.first { $0.name == name.lowercased() }
    }
}

extension DisplaySetting {
    /// Changes the value; throws for a word that it does not take.
    package func set(_ settings: inout DisplaySettings, _ text: String) throws(SettingError) {
        guard !change(&settings, text) else { return }
        let words = choices.map(\.word)
        throw SettingError(
            name: name, message: "\(name) takes \(DisplaySetting.alternatives(words))",
            suggestion: nearestName(to: text, among: words), isValue: true)
    }

    /// `on or off`; `plain, place or full`.
    private static func alternatives(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.joined() }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }
}
