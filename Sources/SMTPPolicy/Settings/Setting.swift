import OctetText
import SMTPSession

/// A setting of a server, by the name a person types.
///
///     :set maximum-recipients 2
///     :set tolerate.syntax.missing-brackets on
public struct Setting: Sendable {
    /// The name in kebab case.
    public let name: String
    /// What it does, in one sentence.
    public let summary: String
    /// The clause that governs it, `RFC 5321 §4.5.3.1.8`; nil if there is none.
    public let clause: String?
    private let kind: SettingKind

    init(_ name: String, _ kind: SettingKind, _ summary: String, _ clause: String? = nil) {
        self.name = name
        self.kind = kind
        self.summary = summary
        self.clause = clause
    }

    /// The values it takes, for a person: `on or off`, `1 to 100`.
    public var values: String { kind.values }

    /// Whether it words a reply, one of very many, and does so in the usual way.
    package func isUsualWording(in configuration: Configuration) -> Bool {
        guard case .wording(let rule) = kind else { return false }
        return configuration.presentation.wordings[rule] == nil
    }

    /// Values that a prompt can complete; empty if there are too many.
    public var choices: [String] { kind.choices }

    /// The setting of that name, among those of a configuration that may have extensions of its own.
    ///
    /// Throws if the name is unknown; the error suggests the nearest.
    public static func named(
        _ name: String, in configuration: Configuration = Configuration()
    ) throws(SettingError) -> Setting {
        let wanted = name.lowercased()
        guard !configuration.ownExtensions.isEmpty else {
            guard let setting = byName[wanted] else { throw .unknownName(name, among: all) }
            return setting
        }
        let all = all(in: configuration)
        guard let setting = all.first(where: { $0.name == wanted }) else {
            throw .unknownName(name, among: all)
        }
        return setting
    }

    /// The settings of a server without extensions of its own.
    private static let byName = Dictionary(
        all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// The value in a configuration, in the form that `set` takes.
    public func get(_ configuration: Configuration) -> String { kind.get(configuration) }

    /// Changes the value in a configuration; a text that does not fit throws and changes nothing.
    public func set(_ configuration: inout Configuration, _ text: String) throws(SettingError) {
        do {
            try kind.set(&configuration, text)
        } catch {
            throw SettingError(
                name: name, message: "\(name) takes \(error.expected)",
                suggestion: error.suggestion, isValue: true)
        }
    }
}

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

    /// An error about a setting, with what was probably meant.
    package init(name: String, message: String, suggestion: String?, isValue: Bool) {
        self.name = name
        self.message = message
        self.suggestion = suggestion
        self.isValue = isValue
    }

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
