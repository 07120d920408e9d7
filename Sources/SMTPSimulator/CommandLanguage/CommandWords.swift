import OctetText
import SASL
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
    /// The columns in front of the arguments.
    private let start: Int

    init(_ arguments: String, column: Int) {
        cursor = WordReader(arguments)
        start = column
    }

    /// Where the next word begins.
    var column: Int {
        var cursor = cursor
        cursor.skipBlanks()
        return start + cursor.octets.column(at: cursor.offset)
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
            throw CommandError(error.message, at: start + cursor.octets.column(at: error.offset))
        }
    }

    /// The next word, which must be there.
    mutating func required(_ what: String) throws(CommandError) -> Word {
        let column = column
        guard let word = try next() else { throw CommandError("expected \(what)", at: column) }
        return word
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

    /// A password, the last word; nothing of it is in an error.
    mutating func password() throws(CommandError) -> Word {
        let word = try required("a password")
        let column = column
        guard rest.isEmpty else {
            throw CommandError("expected nothing after the password", at: column)
        }
        return word
    }

    /// Reads a whole number within bounds.
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
