import OctetText
import SMTPGrammar
import SMTPSession

// A reply as a server sends it, without an action and without quotation marks: `550 5.1.1 No such user`.
// At the `A: ` prompt nothing else can follow, so it is understood. After a handler's pattern a
// qualifier may follow, so the text has to be quoted there, and the error shows how.

extension ActionReader {
    /// Reads text without quotation marks where that can be no other thing, or says that it needs them.
    mutating func readBareText(isReply: Bool) throws(PolicySyntaxError) -> String? {
        guard let word = try words.peekWord(), isText(word, isReply) else { return nil }
        guard !offersAsk else { throw unquoted(word) }
        let text = words.remainder
        try check(text: Array(text.utf8), at: word.offset)
        words.offset = words.octets.count
        return text
    }

    /// Whether a word begins a text rather than a qualifier, perhaps a mistyped one.
    private func isText(_ word: Word, _ isReply: Bool) -> Bool {
        guard let keyword = word.keyword, !Qualifier.isKeyword(keyword),
            keyword != LinkWord.keyword,
            let first = word.octets.first, !first.isDigit
        else { return false }
        let isAlone = words.remainder.split(whereSeparator: \.isWhitespace).count == 1
        return isReply || !isAlone || nearestName(to: keyword, among: Qualifier.words) == nil
    }

    private func unquoted(_ word: Word) -> PolicySyntaxError {
        let before = String(decoding: words.octets[..<word.offset], as: UTF8.self)
        let (text, qualifier) = parts(of: words.remainder)
        let quoted = EscapedText.quoted(text.withoutOtherQuotes.utf8)
        var error = words.error(
            "put the text in quotes", at: word.offset,
            suggestion: before.drop { $0 == " " } + quoted + qualifier)
        error.correctsAll = true
        return error
    }

    /// A text and the qualifier after it, as far as there is one.
    private func parts(of rest: String) -> (text: String, qualifier: String) {
        let pieces = rest.split(separator: " ")
        for index in pieces.indices.dropFirst() {
            let tail = pieces[index...].joined(separator: " ")
            var reader = WordReader(tail)
            guard (try? reader.nextQualifier(for: hook)) != nil else { continue }
            return (pieces[..<index].joined(separator: " "), " " + tail)
        }
        return (rest, "")
    }
}

extension Word {
    /// Its value, if it is three digits and so can be a reply code.
    var bareCode: UInt16? {
        guard !isQuoted, octets.count == 3, octets.allSatisfy(\.isDigit) else { return nil }
        return UInt16(text)
    }
}

extension AnswerName {
    /// The answer whose reply has this code: 2yz accepts, 4yz puts off, 5yz refuses, and 421 closes.
    init?(code: UInt16, _ hook: Hook?) {
        switch code {
        case 354 where hook == .data, 200...259: self = .accept
        case 421: self = .close
        case 400...459: self = .tempfail
        case 500...559: self = .reject
        default: return nil
        }
    }
}

extension String {
    /// The text without quotation marks of another kind around it: `'No such user'`.
    var withoutOtherQuotes: String {
        let pairs: [(Character, Character)] = [
            ("'", "'"), ("\u{2018}", "\u{2019}"), ("\u{201C}", "\u{201D}"),
        ]
        guard count > 2, pairs.contains(where: { first == $0.0 && last == $0.1 }) else {
            return self
        }
        return String(dropFirst().dropLast())
    }
}
