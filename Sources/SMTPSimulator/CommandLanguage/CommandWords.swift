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

    private var cursor: LineCursor
    /// The columns in front of the arguments.
    private let start: Int

    init(_ arguments: String, column: Int) {
        cursor = LineCursor(arguments)
        start = column
    }

    /// Where the next word begins.
    var column: Int {
        var cursor = cursor
        cursor.skipBlanks()
        return start + String(decoding: cursor.bytes[..<cursor.offset], as: UTF8.self).count
    }

    /// Everything that is left, without blanks around it.
    var rest: String {
        var cursor = cursor
        cursor.skipBlanks()
        let last = cursor.bytes.lastIndex { !isBlank($0) } ?? -1
        guard last >= cursor.offset else { return "" }
        return String(decoding: cursor.bytes[cursor.offset...last], as: UTF8.self)
    }

    /// The next word, its quotes and escapes read, or nil at the end.
    mutating func next() throws(CommandError) -> Word? {
        let column = column
        cursor.skipBlanks()
        guard !cursor.isAtEnd else { return nil }
        guard cursor.take("\"") else {
            let word = cursor.take { !isBlank($0) }
            return Word(
                text: String(decoding: word, as: UTF8.self), column: column, isQuoted: false)
        }
        do throws(LineFault) {
            let bytes = try QuotedText.decode(&cursor)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw LineFault(at: cursor.offset, "expected UTF-8")
            }
            return Word(text: text, column: column, isQuoted: true)
        } catch {
            throw CommandError(error.message, at: start + error.column(in: cursor.bytes) - 1)
        }
    }

    /// The next word, which must be there.
    mutating func required(_ what: String) throws(CommandError) -> Word {
        let column = column
        guard let word = try next() else { throw CommandError("expected \(what)", at: column) }
        return word
    }

    /// Demands that nothing is left.
    mutating func end() throws(CommandError) {
        guard let word = try next() else { return }
        throw CommandError("unexpected \(VisibleText.clipped(word.text, to: 40))", at: word.column)
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
    /// A word as it is read back: in quotes if it must be.
    static func written(_ text: String) -> String {
        let isPlain =
            !text.isEmpty
            && text.unicodeScalars.allSatisfy { $0.isVisible && $0 != " " && $0 != "\"" }
        return isPlain ? text : QuotedText.encode(Array(text.utf8))
    }

    static func written(_ secret: Secret, _ isShown: Bool) -> String {
        guard isShown, let octets = secret.revealed else { return Secret.mask }
        return written(String(decoding: octets, as: UTF8.self))
    }
}
