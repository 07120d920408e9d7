import OctetText

/// When a handler that matches takes effect; otherwise the handlers after it get their turn.
///
///     once     times 3     after 2     every 5     25%
public enum Qualifier: Hashable, Sendable, Codable {
    /// Each time.
    case always
    /// The first N times; `once` is `times 1`.
    case times(UInt32)
    /// Every time but the first N.
    case after(UInt32)
    /// Every Nth time.
    case every(UInt32)
    /// At random, in N of 100 cases; the policy's seed decides which.
    case chance(UInt8)

    /// Whether the handler takes effect at match number `seen`; only `chance` draws at random.
    func fires(seen: UInt64, random: inout SeededRandom) -> Bool {
        switch self {
        case .always: true
        case .times(let count): seen <= count
        case .after(let count): seen > count
        case .every(let count): count > 0 && seen.isMultiple(of: UInt64(count))
        case .chance(let percent): random.draw(below: 100) < percent
        }
    }
}

extension Qualifier: CustomStringConvertible {
    /// The qualifier as written in a handler; empty for every time.
    public var description: String {
        switch self {
        case .always: ""
        case .times(1): "once"
        case .times(let count): "times \(count)"
        case .after(let count): "after \(count)"
        case .every(let count): "every \(count)"
        case .chance(let percent): "\(percent)%"
        }
    }
}

extension Qualifier {
    /// Whether a word in lower case begins a qualifier: `once`, `25%`.
    static func isKeyword(_ word: String) -> Bool {
        ["once", "times", "after", "every"].contains(word)
            || word.hasSuffix("%") && UInt8(word.dropLast()) != nil
    }
}

extension WordReader {
    private static let qualifiers = ["once", "times", "after", "every", "N%"]

    /// Reads the qualifier and the end of the handler.
    mutating func nextQualifier() throws(PolicySyntaxError) -> Qualifier {
        guard let keyword = peekKeyword(), let word = try next() else {
            try end(expected: WordReader.qualifiers)
            return .always
        }
        let qualifier: Qualifier
        switch keyword {
        case "once": qualifier = .times(1)
        case "times": qualifier = .times(try nextCount(after: word))
        case "after": qualifier = .after(try nextCount(after: word))
        case "every": qualifier = .every(try nextCount(after: word))
        default: qualifier = .chance(try percentage(of: word))
        }
        try end()
        return qualifier
    }

    private mutating func nextCount(after keyword: Word) throws(PolicySyntaxError) -> UInt32 {
        guard let word = try next(), !word.isQuoted, let count = UInt32(word.text), count > 0 else {
            throw error("\(keyword.text) takes a number, 1 or more", at: keyword.offset)
        }
        return count
    }

    private func percentage(of word: Word) throws(PolicySyntaxError) -> UInt8 {
        guard word.text.hasSuffix("%") else { throw unknownQualifier(word) }
        guard let percent = UInt8(word.text.dropLast()), percent <= 100 else {
            throw error("a chance is 0% to 100%", at: word.offset)
        }
        return percent
    }

    private func unknownQualifier(_ word: Word) -> PolicySyntaxError {
        if word.octets.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) {
            return error(
                "a reply code has three digits and follows the action", at: word.offset)
        }
        return error(
            "unexpected \(word.shown)", at: word.offset,
            expected: WordReader.qualifiers,
            suggestion: nearestName(to: word.text, among: WordReader.qualifiers.dropLast()))
    }
}
