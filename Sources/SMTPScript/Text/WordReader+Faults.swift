import OctetText

extension WordReader {
    /// Takes text in quotation marks from after the opening mark to after the closing one.
    mutating func quotedText() throws(LineFault) -> [UInt8] {
        do throws(EscapeError) {
            return try quoted()
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
