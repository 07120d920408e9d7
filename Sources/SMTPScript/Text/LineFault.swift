import OctetText

/// What is wrong with one line, and where: a diagnostic that does not know its file yet.
package struct LineFault: Error, Hashable, Sendable {
    /// Where, in bytes of UTF-8 from the start of the line.
    package var offset: Int
    /// What was expected or is not allowed.
    package var message: String
    /// What to write instead, if that can be guessed.
    package var hint: String?

    init(at offset: Int, _ message: String, hint: String? = nil) {
        self.offset = offset
        self.message = message
        self.hint = hint
    }

    /// Where, as a column of that line: in characters, from 1.
    package func column(in line: some Collection<UInt8>) -> Int {
        line.column(at: offset) + 1
    }
}

extension WordReader {
    /// Takes the next word, after blanks; nil at the end.
    mutating func word() throws(LineFault) -> Word? {
        do throws(EscapeError) {
            return try nextWord()
        } catch {
            throw LineFault(at: error.offset, error.message)
        }
    }

    /// A fault where the reader is.
    func fault(_ message: String, hint: String? = nil) -> LineFault {
        LineFault(at: offset, message, hint: hint)
    }

    /// Demands that only blanks are left.
    func expectEnd(after what: String) throws(LineFault) {
        var end = self
        end.skipBlanks()
        guard end.isAtEnd else { throw end.fault("expected the end of the line after \(what)") }
    }
}
