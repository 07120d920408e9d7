import LinearRegex
import OctetText
import SMTPGrammar
import SMTPSession

/// What a handler's subject must match.
public enum Pattern: Hashable, Sendable {
    /// Wildcards: `*@sim.example`.
    case glob(Glob)
    /// A regular expression: `/^ann@/`.
    case regex(RegexPattern)

    /// Matches every subject; what a handler without a pattern has.
    public static let anything = Pattern.glob(Glob("*"))

    /// Whether it matches every subject.
    var fitsEverything: Bool {
        switch self {
        case .glob(let glob): glob.fitsEverything
        case .regex: false
        }
    }

    /// Whether a subject matches.
    public func matches(_ subject: [UInt8]) -> Bool {
        switch self {
        case .glob(let glob): glob.matches(subject)
        case .regex(let regex): regex.matches(subject)
        }
    }
}

extension Pattern: CustomStringConvertible {
    /// The pattern as written in a handler: in quotes if it could be mistaken for something else.
    public var description: String {
        switch self {
        case .regex(let regex): return regex.description
        case .glob(let glob):
            let isMistakable =
                glob.text.utf8.first == RegexPattern.delimiter
                || ActionName(rawValue: glob.text.lowercased()) != nil
                || Qualifier.isKeyword(glob.text.lowercased())
            return isMistakable
                ? EscapedText.quoted(glob.text.utf8) : EscapedText.word(glob.text)
        }
    }
}

extension Pattern: Codable {
    /// Decodes a pattern as written in a handler.
    public init(from decoder: any Decoder) throws {
        var words = WordReader(try decoder.singleValueContainer().decode(String.self))
        self = try words.nextPattern(for: .verb)
        try words.end()
    }

    /// Encodes a pattern as written in a handler.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension WordReader {
    /// Reads the pattern of a handler.
    ///
    /// There is none before an action's name: a pattern that reads like one is put in quotes.
    mutating func nextPattern(for hook: Hook) throws(PolicySyntaxError) -> Pattern {
        skipBlanks()
        if sees("/") { return try nextRegexPattern() }
        if let keyword = peekKeyword(), ActionName(rawValue: keyword) != nil { return .anything }
        try refuseQualifier(before: hook)
        guard let word = try next() else { return .anything }
        guard let text = String(validating: word.octets, as: UTF8.self) else {
            throw error("a pattern is UTF-8", at: word.offset)
        }
        let pattern = Pattern.glob(Glob(text))
        guard hook.hasSubject || pattern.fitsEverything else {
            throw withoutSubject(hook, word)
        }
        return pattern
    }

    /// The error in `message 50% discard`, where a qualifier precedes its action.
    private func refuseQualifier(before hook: Hook) throws(PolicySyntaxError) {
        guard let keyword = peekKeyword(), Qualifier.isKeyword(keyword) else { return }
        var rest = self
        var qualifier = keyword
        let word = try rest.next()
        if let count = rest.peekKeyword(), UInt32(count) != nil {
            _ = try rest.next()
            qualifier += " \(count)"
        }
        let action = rest.remainder.isEmpty ? "ACTION" : rest.remainder
        throw error(
            "\(qualifier) is a qualifier and follows the action", at: word?.offset ?? 0,
            suggestion: "\(hook.rawValue) \(action) \(qualifier)")
    }

    private mutating func nextRegexPattern() throws(PolicySyntaxError) -> Pattern {
        let (source, offset) = try nextRegex()
        guard "/\(source)".isVisible else {
            throw error("a regular expression has no control characters", at: offset)
        }
        do {
            return .regex(try RegexPattern(source))
        } catch {
            throw self.error("bad regular expression: \(error.message)", at: offset)
        }
    }

    private func withoutSubject(_ hook: Hook, _ word: Word) -> PolicySyntaxError {
        let names = ActionName.all(for: hook).map(\.rawValue)
        return error(
            "\(word.shown) is not an action, and \(hook.rawValue) has nothing "
                + "for a pattern to match",
            at: word.offset, expected: names, suggestion: nearestName(to: word.text, among: names))
    }
}
