import OctetText

/// An unknown setting, or a value that a setting does not take.
public struct SettingError: Error, Hashable, Sendable {
    /// The name of the setting, as given.
    public var name: String
    /// What is wrong, in lower case and without a full stop.
    public var message: String
    /// What was probably meant, a name or a value.
    public var suggestion: String?
    /// Whether the setting exists and only the value is wrong.
    public var isValue: Bool

    static func unknownName(_ name: String, among all: [Setting]) -> SettingError {
        SettingError(
            name: name, message: "unknown setting \(EscapedText.inLine(name.utf8))",
            suggestion: nearestName(to: name, among: all.map(\.name)), isValue: false)
    }
}

extension SettingError: CustomStringConvertible {
    /// The message with the suggestion.
    public var description: String {
        suggestion.map { "\(message); did you mean \($0)?" } ?? message
    }
}
