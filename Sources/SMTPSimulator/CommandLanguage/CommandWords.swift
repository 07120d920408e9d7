import OctetText
import SASL
import SMTPPolicy
import SMTPScript
import SMTPSession

/// The words that follow a command's name, with their places.
package struct CommandWords {
    struct Word {
        let text: String
        let column: Int
        let isQuoted: Bool
    }

    private var cursor: WordReader

    /// What follows the name in a command's line, of which the name is read.
    init(after name: WordReader) { cursor = name }

    /// Where the next word begins, in characters from the beginning of the line.
    var column: Int {
        var cursor = cursor
        cursor.skipBlanks()
        return cursor.octets.column(at: cursor.offset)
    }

    /// Everything that is left, without blanks around it.
    var rest: String {
        var cursor = cursor
        cursor.skipBlanks()
        let last = cursor.octets.lastIndex { !$0.isBlank } ?? -1
        guard last >= cursor.offset else { return "" }
        return String(decoding: cursor.octets[cursor.offset...last], as: UTF8.self)
    }

    /// The next word, its quotes and escapes read, or nil at the end.
    mutating func next() throws(CommandError) -> Word? {
        let column = column
        do throws(EscapeError) {
            guard let word = try cursor.nextWord() else { return nil }
            guard let text = String(validating: word.octets, as: UTF8.self) else {
                throw EscapeError(.notText, at: cursor.offset)
            }
            return Word(text: text, column: column, isQuoted: word.isQuoted)
        } catch {
            throw CommandError(error.message, at: cursor.octets.column(at: error.offset))
        }
    }

    /// The next word, which must be there.
    mutating func required(_ what: String) throws(CommandError) -> Word {
        let column = column
        guard let word = try next() else { throw CommandError("expected \(what)", at: column) }
        return word
    }

    /// The next word, or the part of it before an equals sign; what follows is read next.
    mutating func key(_ what: String) throws(CommandError) -> Word {
        var shorter = self
        shorter.cursor.skipBlanks()
        let column = shorter.column
        let name = shorter.cursor.take { !$0.isBlank && $0 != 0x3D && $0 != 0x22 }
        guard !name.isEmpty, shorter.cursor.take("=") else { return try required(what) }
        self = shorter
        return Word(text: String(decoding: name, as: UTF8.self), column: column, isQuoted: false)
    }

    /// Requires that nothing is left.
    mutating func end() throws(CommandError) {
        guard let word = try next() else { return }
        throw CommandError("unexpected \(EscapedText.clipped(word.text, to: 40))", at: word.column)
    }

    /// The last part, which must be one word.
    mutating func last(_ what: String) throws(CommandError) -> Word {
        let word = try required(what)
        try end()
        return word
    }

    /// The last word: a number from 0.
    mutating func count(_ what: String) throws(CommandError) -> Int {
        try CommandWords.number(try last(what), 0...Int.max)
    }

    /// A password, the last word; nothing of it is in an error.
    mutating func password() throws(CommandError) -> Word {
        let word = try required("a password")
        let column = column
        guard rest.isEmpty else {
            throw CommandError("expected nothing after the password", at: column)
        }
        return word
    }

    static func number(_ word: Word, _ bounds: ClosedRange<Int>) throws(CommandError) -> Int {
        guard let number = Int(word.text), bounds.contains(number) else {
            let range =
                bounds.upperBound == .max
                ? "\(bounds.lowerBound) or more" : "\(bounds.lowerBound) to \(bounds.upperBound)"
            throw CommandError("expected a number, \(range)", at: word.column)
        }
        return number
    }
}

extension CommandWords {
    static func written(_ secret: Secret, _ isShown: Bool) -> String {
        guard isShown, let octets = secret.revealed else { return Secret.mask }
        return EscapedText.word(String(decoding: octets, as: UTF8.self))
    }
}

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
        guard let hook = Hook(rawValue: word.text.lowercased()) else {
            throw CommandError(
                "unknown hook \(EscapedText.inLine(word.text.utf8))", at: word.column,
                suggestion: Hook.meant(by: word.text))
        }
        return hook
    }

    /// Reads what is left as scripts write it.
    func scriptText<Value>(
        _ read: (inout WordReader) throws(LineFault) -> Value
    ) throws(CommandError) -> Value {
        var cursor = cursor.withoutBlanksAtEnd
        cursor.skipBlanks()
        let begin = cursor.offset
        do {
            return try read(&cursor)
        } catch {
            // Where nothing is left, that is after the blanks at the end.
            let octets = cursor.octets
            throw CommandError(
                error.message,
                at: column + octets.column(at: error.offset) - octets.column(at: begin))
        }
    }

    /// Reads what is left as the policy language writes it.
    ///
    /// A suggestion that corrects all of it stands after the command's name.
    func policyText<Value>(
        of name: String, _ read: (String) throws(PolicySyntaxError) -> Value
    ) throws(CommandError) -> Value {
        do {
            return try read(rest)
        } catch {
            let expected =
                error.suggestion == nil && !error.expected.isEmpty
                ? "; expected " + error.expected.joined(separator: ", ") : ""
            let whole = error.suggestion.map { ":\(name) \($0)" }
            throw CommandError(
                error.message + expected, at: column + error.column,
                suggestion: error.correctsAll ? whole : error.suggestion)
        }
    }
}

/// What is wrong with a command line, and where.
///
///     :undoo
///     ^ unknown command :undoo; did you mean :undo?
package struct CommandError: Error, Hashable, Sendable {
    /// The column of the fault in what follows the colon, in characters from 0.
    package var column: Int
    /// What is wrong, in lower case and without a full stop.
    package var message: String
    package var suggestion: String?

    init(_ message: String, at column: Int = 0, suggestion: String? = nil) {
        self.message = message
        self.column = column
        self.suggestion = suggestion
    }
}

extension CommandError: CustomStringConvertible {
    package var description: String {
        suggestion.map { "\(message); did you mean \($0)?" } ?? message
    }
}
