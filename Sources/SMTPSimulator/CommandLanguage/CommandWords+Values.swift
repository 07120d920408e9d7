import OctetText
import SMTPPolicy
import SMTPScript
import SMTPSession

/// What several commands read, and how they write it.
extension CommandWords {
    /// Everything that is left; nil if nothing is.
    var optionalRest: String? { rest.isEmpty ? nil : rest }

    /// The last word: the name of a profile.
    mutating func profile() throws(CommandError) -> Profile {
        let word = try last("a profile")
        let profiles = Profile.allCases.map { ($0.rawValue, $0) }
        return try CommandWords.choice(word, "profile", profiles)
    }

    /// One of some values, by its name in any case.
    static func choice<Value>(
        _ word: Word, _ kind: String, _ values: [(name: String, value: Value)]
    ) throws(CommandError) -> Value {
        let text = word.text.lowercased()
        guard let found = values.first(where: { $0.name.lowercased() == text }) else {
            throw CommandError(
                "unknown \(kind) \(EscapedText.inLine(word.text.utf8))", at: word.column,
                suggestion: nearestName(to: word.text, among: values.map(\.name)))
        }
        return found.value
    }

    static func hook(_ word: Word) throws(CommandError) -> Hook {
        try choice(word, "hook", Hook.allCases.map { ($0.rawValue, $0) })
    }

    /// Reads what is left as scripts write it.
    func scriptText<Value>(
        _ read: (inout WordReader) throws(LineFault) -> Value
    ) throws(CommandError) -> Value {
        let text = rest
        var cursor = WordReader(text)
        do {
            return try read(&cursor)
        } catch {
            throw CommandError(error.message, at: column + error.column(in: Array(text.utf8)) - 1)
        }
    }

    /// Reads what is left as the policy language writes it.
    func policyText<Value>(
        _ read: (String) throws(PolicySyntaxError) -> Value
    ) throws(CommandError) -> Value {
        do {
            return try read(rest)
        } catch {
            let expected =
                error.suggestion == nil && !error.expected.isEmpty
                ? "; expected " + error.expected.joined(separator: ", ") : ""
            throw CommandError(
                error.message + expected, at: column + error.column, suggestion: error.suggestion)
        }
    }
}
