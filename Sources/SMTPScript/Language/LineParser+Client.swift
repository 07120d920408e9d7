import OctetText

extension ClientBytes {
    /// Reads what follows `C+ ` or `:send `: quoted text, and a repeat count.
    package init(parsing cursor: inout WordReader, after mark: String) throws(LineFault) {
        cursor.skipBlanks()
        guard cursor.take("\"") else {
            throw cursor.fault("expected text in double quotes after `\(mark)`")
        }
        bytes = try cursor.quotedText()
        cursor.skipBlanks()
        count = 1
        guard !cursor.isAtEnd else { return }
        guard cursor.take("*") else {
            throw cursor.fault("expected `*` and a repeat count, or the end of the line")
        }
        count = try Self.count(&cursor)
        try cursor.expectEnd(after: "the repeat count")
    }

    /// Bounds what a short line can make of itself.
    package func check(
        in text: [UInt8], after mark: String, _ limits: ScriptLimits, sent: inout Int
    ) throws(LineFault) {
        guard count <= limits.repeatCount else {
            let star = text.lastIndex(of: UInt8(ascii: "*")) ?? 0
            throw LineFault(
                at: star + 1, "expected a repeat count of at most \(limits.repeatCount)")
        }
        sent += expandedSize ?? limits.expandedSize + 1
        guard sent <= limits.expandedSize else {
            throw LineFault(
                at: 0,
                "the `\(mark)` lines send more than \(limits.expandedSize) bytes together")
        }
    }

    private static func count(_ cursor: inout WordReader) throws(LineFault) -> Int {
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
    /// Reads what follows `C< ` or `:file `: a name, plain or quoted, and a mode.
    package init(parsing cursor: inout WordReader, after mark: String) throws(LineFault) {
        path = try Self.path(&cursor, after: mark)
        cursor.skipBlanks()
        let modeOffset = cursor.offset
        let word = cursor.takeWord()
        guard let mode = word.isEmpty ? .raw : Mode(rawValue: word) else {
            throw LineFault(at: modeOffset, "expected `raw`, `stuff` or the end of the line")
        }
        self.mode = mode
        try cursor.expectEnd(after: "`\(mode.rawValue)`")
    }

    /// Reads a line of a script, which names nothing but its own files.
    init(parsingContained cursor: inout WordReader, after mark: String) throws(LineFault) {
        cursor.skipBlanks()
        let start = cursor.offset
        try self.init(parsing: &cursor, after: mark)
        guard ScriptPath.isContained(path) else {
            throw LineFault(
                at: start, ScriptPath.expected,
                hint: "write it relative to the script, without `..`")
        }
    }

    private static func path(
        _ cursor: inout WordReader, after mark: String
    ) throws(LineFault) -> String {
        cursor.skipBlanks()
        let start = cursor.offset
        guard cursor.take("\"") else {
            let word = cursor.takeWord()
            guard !word.isEmpty else {
                throw cursor.fault("expected the name of a file or section after `\(mark)`")
            }
            return word
        }
        guard let path = String(validating: try cursor.quotedText(), as: UTF8.self) else {
            throw LineFault(at: start, "expected a name in UTF-8")
        }
        return path
    }
}

extension ServerEvent {
    /// Reads what follows `S. `: one word.
    init(parsing cursor: inout WordReader) throws(LineFault) {
        cursor.skipBlanks()
        let start = cursor.offset
        let word = cursor.takeWord()
        guard let event = Self(rawValue: word) else {
            throw LineFault(at: start, "expected `close`, `silence` or `tls` after `S.`")
        }
        self = event
        try cursor.expectEnd(after: "`\(word)`")
    }
}
