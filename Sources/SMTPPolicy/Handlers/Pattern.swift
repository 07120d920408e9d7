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

    /// Whether a subject matches; before an offset the case of letters counts.
    public func matches(_ subject: [UInt8], caseCountsBefore end: Int = 0) -> Bool {
        switch self {
        case .glob(let glob): glob.matches(subject, caseCountsBefore: end)
        case .regex(let regex): regex.matches(subject, caseCountsBefore: end)
        }
    }
}

extension Pattern {
    /// A glob as a person writes it: without other quotation marks, and a path without its brackets,
    /// which are no part of what is compared.
    static func bare(_ text: String, for hook: Hook) -> String {
        switch hook {
        case .sender, .recipient, .data, .message, .delivery:
            let isPath = text.hasPrefix("<") && text.hasSuffix(">")
            return isPath ? String(text.dropFirst().dropLast()) : text.withoutOtherQuotes
        case .connect, .hello, .capabilities, .verb, .auth, .tls, .verify, .expand, .burl, .etrn,
            .atrn,
            .turned,
            .unknown:
            return text.withoutOtherQuotes
        }
    }

    /// The octets that begin a glob which `bare` would change.
    private static let brackets: Set<Character> = ["<", "'", "\u{2018}", "\u{201C}"]

    private static func isBracketed(_ text: String) -> Bool {
        text.first.map(brackets.contains) ?? false
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
                || Pattern.isBracketed(glob.text)
                || glob.text.utf8.count == 3 && glob.text.utf8.allSatisfy(\.isDigit)
            return isMistakable
                ? EscapedText.quoted(glob.text.utf8) : EscapedText.word(glob.text)
        }
    }
}

extension Pattern: Codable {
    /// Decodes a pattern as written in a handler.
    public init(from decoder: any Decoder) throws {
        var words = WordReader(try String(from: decoder))
        self = try words.nextPattern(for: .verb)
        try words.end()
    }

    /// Encodes a pattern as written in a handler.
    public func encode(to encoder: any Encoder) throws { try description.encode(to: encoder) }
}

extension WordReader {
    /// Reads the pattern of a handler.
    ///
    /// There is none before an action's name: a pattern that reads like one is put in quotes.
    mutating func nextPattern(for hook: Hook) throws(PolicySyntaxError) -> Pattern {
        skipBlanks()
        if sees("/") { return try nextRegexPattern() }
        if let keyword = peekKeyword(), ActionName(rawValue: keyword) != nil { return .anything }
        if seesBareReply(for: hook) { return .anything }
        try refuseQualifier(before: hook)
        guard let word = try next() else { return .anything }
        guard let text = String(validating: word.octets, as: UTF8.self) else {
            throw error("a pattern is UTF-8", at: word.offset)
        }
        let pattern = Pattern.glob(Glob(word.isQuoted ? text : Pattern.bare(text, for: hook)))
        guard hook.hasSubject || pattern.fitsEverything else {
            throw withoutSubject(hook, word)
        }
        return pattern
    }

    /// Whether a reply code stands where the action does, not as a pattern in front of one.
    private func seesBareReply(for hook: Hook) -> Bool {
        guard let code = (try? peekWord())?.bareCode, AnswerName(code: code, hook) != nil else {
            return false
        }
        var rest = self
        _ = try? rest.next()
        return ActionName(rawValue: rest.peekKeyword() ?? "") == nil
    }

    /// The error in `message 50% discard`, where a qualifier precedes its action.
    private func refuseQualifier(before hook: Hook) throws(PolicySyntaxError) {
        guard let keyword = peekKeyword(), Qualifier.isKeyword(keyword) else { return }
        var rest = self
        rest.skipBlanks()
        let start = rest.offset
        var read = Qualifier()
        _ = try? rest.readPart(of: &read, nil)
        let qualifier = read == .always ? keyword : read.description
        let action = rest.remainder.isEmpty ? "ACTION" : rest.remainder
        var error = error(
            "\(qualifier) is a qualifier and follows the action", at: start,
            suggestion: "\(hook.rawValue) \(action) \(qualifier)")
        error.correctsAll = true
        throw error
    }

    private mutating func nextRegexPattern() throws(PolicySyntaxError) -> Pattern {
        let (source, offset, ignoresCase) = try nextRegex()
        guard "/\(source)".isVisible else {
            throw error("a regular expression has no control characters", at: offset)
        }
        do {
            return .regex(try RegexPattern(source, ignoresCase: ignoresCase))
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

/// A pattern with wildcards: `*` for any octets, `?` for one character.
///
///     *@sim.example     user??@*     \*literal
///
/// It is matched against the whole subject, ignoring the case of ASCII letters except in the local part of
/// an address. A backslash makes `*`, `?` or a backslash literal. Time is at most proportional to the product of both lengths.
public struct Glob: Hashable, Sendable {
    /// The pattern as given.
    public let text: String
    private let elements: [Element]

    private enum Element: Hashable, Sendable {
        case octet(UInt8)
        case character
        case anything
    }

    /// A pattern from its text.
    public init(_ text: String) {
        self.text = text
        var elements: [Element] = []
        var rest = Array(text.utf8)[...]
        while let octet = rest.popFirst() {
            switch octet {
            case UInt8(ascii: "*"):
                if elements.last != .anything { elements.append(.anything) }
            case UInt8(ascii: "?"): elements.append(.character)
            case ASCII.backslash where Glob.isSpecial(rest.first):
                elements.append(.octet(rest.removeFirst()))
            default: elements.append(.octet(octet))
            }
        }
        self.elements = elements
    }

    /// Whether it matches everything.
    var fitsEverything: Bool { elements == [.anything] }

    /// Whether the whole subject matches; before an offset the case of letters counts.
    public func matches(_ subject: [UInt8], caseCountsBefore end: Int = 0) -> Bool {
        var place = 0
        var element = 0
        var retry: (element: Int, place: Int)?
        while place < subject.count {
            if element < elements.count, elements[element] == .anything {
                element += 1
                retry = (element, place)
            } else if element < elements.count,
                let next = advance(elements[element], subject, place, isExact: place < end)
            {
                element += 1
                place = next
            } else if let last = retry {
                // The last * takes one more octet; earlier ones need not.
                retry = (last.element, last.place + 1)
                (element, place) = (last.element, last.place + 1)
            } else {
                return false
            }
        }
        return elements[element...].allSatisfy { $0 == .anything }
    }

    private func advance(
        _ element: Element, _ subject: [UInt8], _ place: Int, isExact: Bool
    ) -> Int? {
        switch element {
        case .octet(let octet):
            let isSame =
                octet == subject[place]
                || !isExact && ASCII.lowercased(subject[place]) == ASCII.lowercased(octet)
            return isSame ? place + 1 : nil
        case .anything: return nil
        case .character:
            var end = place + 1
            while end < subject.count, subject[end] & 0xC0 == 0x80 { end += 1 }
            return end
        }
    }

    private static func isSpecial(_ octet: UInt8?) -> Bool {
        octet.map(#"*?\"#.utf8.contains) ?? false
    }
}
