import OctetText
import SMTPSession

// [once | times N | after N | every N | N%] [per KEY…] [for DURATION], in any order, each once.

extension Qualifier {
    /// The words that begin a part of a qualifier; a chance is a number.
    package static let words = ["once", "times", "after", "every", "N%", "per", "for"]

    /// Whether a word in lower case begins a part of a qualifier: `once`, `25%`.
    package static func isKeyword(_ word: String) -> Bool {
        words.contains(word) || word.hasSuffix("%") && UInt8(word.dropLast()) != nil
    }
}

extension WordReader {
    /// Reads the qualifier and the end of the handler; any key will do if the hook is nil.
    mutating func nextQualifier(for hook: Hook?) throws(PolicySyntaxError) -> Qualifier {
        var qualifier = Qualifier()
        while try readPart(of: &qualifier, hook) {}
        return qualifier
    }

    /// Reads a count, `per …` or `for …`; whether there was one.
    mutating func readPart(
        of qualifier: inout Qualifier, _ hook: Hook?
    ) throws(PolicySyntaxError) -> Bool {
        guard let keyword = peekKeyword(), let word = try next() else {
            try end(expected: remaining(qualifier))
            return false
        }
        switch keyword {
        case "per":
            try demand(qualifier.keys.isEmpty, word)
            qualifier.keys = try nextKeys(after: word, hook)
        case "for":
            try demand(qualifier.duration == nil, word)
            qualifier.duration = try nextDuration(after: word)
        default:
            let count = try nextCount(word, qualifier)
            try demand(qualifier.count == .always, word)
            qualifier.count = count
        }
        return true
    }

    private func remaining(_ qualifier: Qualifier) -> [String] {
        Qualifier.words.filter {
            switch $0 {
            case "per": qualifier.keys.isEmpty
            case "for": qualifier.duration == nil
            default: qualifier.count == .always
            }
        }
    }

    private func demand(_ isFirst: Bool, _ word: Word) throws(PolicySyntaxError) {
        guard !isFirst else { return }
        throw error("\(word.shown) is one qualifier of its kind too many", at: word.offset)
    }

    private mutating func nextCount(
        _ word: Word, _ qualifier: Qualifier
    ) throws(PolicySyntaxError) -> Qualifier.Count {
        switch word.keyword {
        case "once": return .times(1)
        case "times": return .times(try nextNumber(after: word))
        case "after": return .after(try nextNumber(after: word))
        case "every": return .every(try nextNumber(after: word))
        default: return .chance(try percentage(of: word, qualifier))
        }
    }

    private mutating func nextNumber(after keyword: Word) throws(PolicySyntaxError) -> UInt32 {
        guard let word = try next(), !word.isQuoted, let count = UInt32(word.text), count > 0 else {
            throw error("\(keyword.text) takes a number, 1 or more", at: keyword.offset)
        }
        return count
    }

    private mutating func nextDuration(after keyword: Word) throws(PolicySyntaxError) -> UInt64 {
        guard let word = try next(), !word.isQuoted,
            let duration = DurationText.parse(word.text), duration > 0
        else { throw error("for takes a duration: 250ms, 5s, 2m, 1h", at: keyword.offset) }
        return duration
    }

    /// Reads the words after `per`, as far as they are keys.
    private mutating func nextKeys(
        after per: Word, _ hook: Hook?
    ) throws(PolicySyntaxError) -> HandlerKeys {
        let names = HandlerKeys.all(for: hook)
        var keys: HandlerKeys = []
        while let keyword = peekKeyword(), let key = HandlerKeys(word: keyword) {
            guard let word = try next(), names.contains(keyword) else {
                throw error(
                    "\(hook?.rawValue ?? "") questions have no \(keyword) to count by",
                    at: offset - keyword.utf8.count, expected: names)
            }
            try demand(!keys.contains(key), word)
            keys.formUnion(key)
        }
        guard keys.isEmpty else { return keys }
        let word = try next()
        throw error(
            "per takes what to count by", at: word?.offset ?? per.offset, expected: names,
            suggestion: word.flatMap { nearestName(to: $0.text, among: names) })
    }

    private func percentage(
        of word: Word, _ qualifier: Qualifier
    ) throws(PolicySyntaxError) -> UInt8 {
        guard word.text.hasSuffix("%") else { throw unknownQualifier(word, qualifier) }
        guard let percent = UInt8(word.text.dropLast()), percent <= 100 else {
            throw error("a chance is 0% to 100%", at: word.offset)
        }
        return percent
    }

    private func unknownQualifier(_ word: Word, _ qualifier: Qualifier) -> PolicySyntaxError {
        if word.octets.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) {
            return error(
                "a reply code has three digits and follows the action", at: word.offset)
        }
        let expected = remaining(qualifier)
        return error(
            "unexpected \(word.shown)", at: word.offset, expected: expected,
            suggestion: nearestName(to: word.text, among: expected.filter { $0 != "N%" }))
    }
}
