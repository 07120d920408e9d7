import SMTPGrammar

/// One word of a rule or an answer.
struct Word {
    /// What it stands for: quotes and escapes are gone.
    let octets: [UInt8]
    /// Whether it stood in double quotes, and so is no keyword.
    let isQuoted: Bool
    /// Where it begins.
    let offset: Int

    /// What it stands for, as text; what is not UTF-8 is replaced.
    var text: String { String(decoding: octets, as: UTF8.self) }

    /// The word in lower case, if it can be a keyword.
    var keyword: String? { isQuoted ? nil : text.lowercased() }
}

/// Reads the text of a rule or an answer word by word.
///
/// A `#` is nothing special: comments have lines of their own.
struct WordReader {
    let text: [UInt8]
    private(set) var position = 0

    init(_ text: String) { self.text = Array(text.utf8) }

    /// The next word, or nil at the end.
    mutating func next() throws(PolicySyntaxError) -> Word? {
        skipBlanks()
        let start = position
        guard position < text.count else { return nil }
        guard text[position] != ASCII.quote else { return try nextQuoted() }
        while position < text.count, !WordReader.isBlank(text[position]) { position += 1 }
        return Word(octets: Array(text[start..<position]), isQuoted: false, offset: start)
    }

    /// The next word, which stays where it is.
    func peek() throws(PolicySyntaxError) -> Word? {
        var reader = self
        return try reader.next()
    }

    /// The next keyword, or nil at the end or before a quoted word; it stays where it is.
    func peekKeyword() -> String? { (try? peek())?.keyword }

    /// What was not read yet, without the blanks around it.
    var remainder: String {
        let rest = text[position...].drop(while: WordReader.isBlank)
        return String(decoding: rest, as: UTF8.self)
    }

    /// Whether an octet comes next, behind blanks.
    mutating func sees(_ octet: UInt8) -> Bool {
        skipBlanks()
        return position < text.count && text[position] == octet
    }

    /// Reads `/regex/`: a backslash takes the next character with it, and hides only a slash.
    mutating func nextRegex() throws(PolicySyntaxError) -> (source: String, offset: Int) {
        let start = position
        position += 1
        var source: [UInt8] = []
        while position < text.count, text[position] != RegexPattern.delimiter {
            if text[position] == ASCII.backslash, position + 1 < text.count {
                if text[position + 1] != RegexPattern.delimiter { source.append(text[position]) }
                position += 1
            }
            source.append(text[position])
            position += 1
        }
        guard position < text.count else { throw error("the closing slash is missing", at: start) }
        position += 1
        try demandBlank(behind: "the closing slash")
        return (String(decoding: source, as: UTF8.self), start)
    }

    /// Demands that nothing is left.
    mutating func end(expected: [String] = []) throws(PolicySyntaxError) {
        guard let word = try next() else { return }
        throw error(
            "unexpected \(WordReader.shown(word))", at: word.offset, expected: expected,
            suggestion: word.keyword.flatMap { nearestName(to: $0, among: expected) })
    }

    func error(
        _ message: String, at offset: Int? = nil, expected: [String] = [], suggestion: String? = nil
    ) -> PolicySyntaxError {
        PolicySyntaxError(
            message, at: offset ?? position, in: text, expected: expected, suggestion: suggestion)
    }

    /// A word as an error message cites it, without what would garble a terminal.
    static func shown(_ word: Word) -> String {
        let encoded = QuotedWord.encode(word.octets.prefix(40))
        return word.isQuoted ? encoded : String(encoded.dropFirst().dropLast())
    }

    static func isBlank(_ octet: UInt8) -> Bool { octet == ASCII.space || octet == ASCII.tab }

    private mutating func nextQuoted() throws(PolicySyntaxError) -> Word {
        let start = position
        position += 1
        let octets = try QuotedWord.decode(text, from: &position)
        try demandBlank(behind: "the closing quotation mark")
        return Word(octets: octets, isQuoted: true, offset: start)
    }

    private func demandBlank(behind what: String) throws(PolicySyntaxError) {
        guard position == text.count || WordReader.isBlank(text[position]) else {
            throw error("a blank is missing behind \(what)")
        }
    }

    private mutating func skipBlanks() {
        while position < text.count, WordReader.isBlank(text[position]) { position += 1 }
    }
}
