extension ClientBytes {
    /// Reads what follows `C+ `: quoted text, and a repeat count.
    init(parsing cursor: inout LineCursor) throws(LineFault) {
        cursor.skipBlanks()
        guard cursor.take("\"") else {
            throw cursor.fault("expected text in double quotes after `C+`")
        }
        bytes = try QuotedText.decode(&cursor)
        cursor.skipBlanks()
        count = 1
        guard !cursor.isAtEnd else { return }
        guard cursor.take("*") else {
            throw cursor.fault("expected `*` and a repeat count, or the end of the line")
        }
        count = try Self.count(&cursor)
        try cursor.expectEnd(after: "the repeat count")
    }

    private static func count(_ cursor: inout LineCursor) throws(LineFault) -> Int {
        let start = cursor.offset
        let digits = cursor.take(while: \.isDigit)
        guard let count = Int(String(decoding: digits, as: UTF8.self)), count > 0 else {
            let message =
                digits.isEmpty
                ? "expected a repeat count after `*`" : "expected a repeat count of at least 1"
            guard digits.count < 18 else {
                return Int.max
            }
            throw LineFault(at: start, message)
        }
        return count
    }
}

extension ClientFile {
    /// Reads what follows `C< `: a name, plain or quoted, and a mode.
    init(parsing cursor: inout LineCursor) throws(LineFault) {
        cursor.skipBlanks()
        let start = cursor.offset
        path = try Self.path(&cursor)
        guard ScriptPath.isContained(path) else {
            throw LineFault(
                at: start, "expected a path below the script's folder",
                hint: "write it relative to the script, without `..`")
        }
        cursor.skipBlanks()
        let modeOffset = cursor.offset
        let word = String(decoding: cursor.take { !isBlank($0) }, as: UTF8.self)
        guard let mode = word.isEmpty ? .raw : Mode(rawValue: word) else {
            throw LineFault(at: modeOffset, "expected `raw`, `stuff` or the end of the line")
        }
        self.mode = mode
        try cursor.expectEnd(after: "`\(mode.rawValue)`")
    }

    private static func path(_ cursor: inout LineCursor) throws(LineFault) -> String {
        let start = cursor.offset
        guard cursor.take("\"") else {
            let word = cursor.take { !isBlank($0) }
            guard !word.isEmpty else {
                throw cursor.fault("expected the name of a file or section after `C<`")
            }
            return String(decoding: word, as: UTF8.self)
        }
        guard let path = String(validating: try QuotedText.decode(&cursor), as: UTF8.self) else {
            throw LineFault(at: start, "expected a name in UTF-8")
        }
        return path
    }
}

extension ServerEvent {
    /// Reads what follows `S. `: one word.
    init(parsing cursor: inout LineCursor) throws(LineFault) {
        cursor.skipBlanks()
        let start = cursor.offset
        let word = String(decoding: cursor.take { !isBlank($0) }, as: UTF8.self)
        guard let event = Self(rawValue: word) else {
            throw LineFault(at: start, "expected `close`, `silence` or `tls` after `S.`")
        }
        self = event
        try cursor.expectEnd(after: "`\(word)`")
    }
}
