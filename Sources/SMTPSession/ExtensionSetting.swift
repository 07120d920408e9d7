import SMTPGrammar

/// A value that an extension has in a server's settings, such as the least time of DELIVERBY.
///
///     ExtensionSetting("deliverby-minimum", .number(0...999_999_999), "", "RFC 2852 §2", "The least …")
///
/// `:set` takes it, and the line of EHLO can show it.
public struct ExtensionSetting: Hashable, Sendable, Codable {
    /// What values there are.
    public enum Form: Hashable, Sendable, Codable {
        /// A whole number in a range, or `off`, which is the empty value.
        case number(ClosedRange<Int>)
        /// One of these words.
        case oneOf([String])
        /// Printable ASCII of at most so many characters.
        case text(Int)
        /// A date with a time such as `2030-01-31T12:00:00Z`, one of these words, or `off`, which is the
        /// empty value.
        case dateTime(orOneOf: [String])
    }

    /// The name in kebab case.
    public var name: String
    /// What values there are.
    public var form: Form
    /// The value that a server has by default.
    public var initial: String
    /// The clause that governs it.
    public var clause: String
    /// What it does, in one sentence.
    public var summary: String

    /// A setting.
    public init(
        _ name: String, _ form: Form, _ initial: String, _ clause: String, _ summary: String
    ) {
        self.name = name
        self.form = form
        self.initial = initial
        self.clause = clause
        self.summary = summary
    }

    /// The text as it is kept; nil if the setting does not take it.
    package func value(_ text: String) -> String? {
        switch form {
        case .number(let range):
            if text.lowercased() == "off" { return "" }
            guard let number = Int(text), range.contains(number) else { return nil }
            return "\(number)"
        case .oneOf(let words): return words.first { $0.lowercased() == text.lowercased() }
        case .text(let limit):
            let isPlain = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
            return isPlain && text.utf8.count <= limit ? text : nil
        case .dateTime(let words):
            if text.lowercased() == "off" { return "" }
            if let word = words.first(where: { $0 == text.lowercased() }) { return word }
            let capitals = text.uppercased()
            return DateTime(Array(capitals.utf8)) == nil ? nil : capitals
        }
    }
}

extension Configuration {
    /// The value of an extension's setting; empty for one that is off or unknown.
    public func value(of setting: ExtensionSetting) -> String {
        extensionValues[setting.name] ?? setting.initial
    }

    /// The value of an extension's setting as a number; nil if it is off.
    public func number(of setting: ExtensionSetting) -> Int? { Int(value(of: setting)) }

    /// The value of an extension's setting as a moment; nil if it is none.
    func moment(of setting: ExtensionSetting) -> DateTime? {
        DateTime(Array(value(of: setting).utf8))
    }
}
