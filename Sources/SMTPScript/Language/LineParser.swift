import OctetText

/// Reads one line of a script.
///
/// The first characters after the indentation decide. A mark is followed by a blank or the end of
/// the line; that one blank separates, everything after it belongs to the text.
struct LineParser {
    private let line: SourceText
    private let cursor: WordReader
    /// Whether files have to be below the script's folder.
    private let isContained: Bool

    init(_ line: SourceText, isContained: Bool = true) {
        self.line = line
        cursor = WordReader(octets: Array(line.octets))
        self.isContained = isContained
    }

    func kind() throws(LineFault) -> ScriptLine.Kind {
        var cursor = cursor
        cursor.skipBlanks()
        if isBlankLine { return .blank }
        try refuseControlCharacters()
        if cursor.sees("#") { return remark(&cursor) }
        if cursor.sees(":") { return .command(try ownCommand(&cursor)) }
        cursor.offset += PromptDecoration.length(in: cursor.octets[cursor.offset...])
        guard let mark = ScriptMark(at: cursor.octets[cursor.offset...]) else {
            throw UnknownBeginning.fault(cursor)
        }
        cursor.offset += 2
        try takeSeparator(&cursor, after: mark)
        return try kind(of: mark, &cursor)
    }

    /// A page break on a line of its own counts as blank: RFC texts are full of them.
    private var isBlankLine: Bool {
        cursor.octets.allSatisfy { $0.isBlank || $0 == 0x0C }
    }

    private func takeSeparator(
        _ cursor: inout WordReader, after mark: ScriptMark
    ) throws(LineFault) {
        guard let byte = cursor.peek() else { return }
        guard byte.isBlank else {
            throw cursor.fault("expected a blank after `\(mark.rawValue)`")
        }
        cursor.offset += 1
    }

    private func kind(
        of mark: ScriptMark, _ cursor: inout WordReader
    ) throws(LineFault) -> ScriptLine.Kind {
        switch mark {
        case .clientText: typed(cursor.rest)
        case .clientBytes: .clientBytes(try ClientBytes(parsing: &cursor, after: mark.rawValue))
        case .messageText: .messageText(cursor.rest)
        case .clientFile:
            .clientFile(
                isContained
                    ? try ClientFile(parsingContained: &cursor, after: mark.rawValue)
                    : try ClientFile(parsing: &cursor, after: mark.rawValue))
        case .expectLine: .expectLine(try LinePattern(parsing: cursor))
        case .expectReply: .expectReply(try ReplyPattern(parsing: cursor))
        case .optionalLine: .optionalLine(try LinePattern(parsing: cursor))
        case .anyFurtherLines: try alone(mark, cursor, .anyFurtherLines)
        case .groupStart: try alone(mark, cursor, .groupStart)
        case .groupEnd: try alone(mark, cursor, .groupEnd)
        case .mustNotOccur: .mustNotOccur(try LinePattern(parsing: cursor))
        case .serverEvent: .serverEvent(try event(&cursor))
        case .answer: .answer(PromptDecoration.answer(in: cursor.rest))
        }
    }

    private func alone(
        _ mark: ScriptMark, _ cursor: WordReader, _ kind: ScriptLine.Kind
    ) throws(LineFault) -> ScriptLine.Kind {
        try cursor.expectEnd(after: "`\(mark.rawValue)`")
        return kind
    }

    private func event(_ cursor: inout WordReader) throws(LineFault) -> ServerEvent {
        cursor.skipBlanks()
        let start = cursor.offset
        let word = cursor.takeWord()
        guard let event = ServerEvent(rawValue: word) else {
            throw LineFault(at: start, "expected `close`, `silence` or `tls` after `S.`")
        }
        try cursor.expectEnd(after: "`\(word)`")
        return event
    }

    private func typed(_ text: String) -> ScriptLine.Kind {
        guard text.utf8.first == UInt8(ascii: ":") else { return .clientText(text) }
        return switch TypedLine(text.utf8, isContent: false) {
        case .text(let octets): .clientText(String(decoding: octets, as: UTF8.self))
        case .command(let octets):
            .command(ScriptCommand(text: String(decoding: octets, as: UTF8.self), isTyped: true))
        }
    }

    private func remark(_ cursor: inout WordReader) -> ScriptLine.Kind {
        if cursor.take("#~") { return .trace(text(&cursor)) }
        if cursor.peek(2)?.isBlank ?? true, cursor.take("##") { return .title(text(&cursor)) }
        cursor.offset += 1
        return .comment(text(&cursor))
    }

    private func text(_ cursor: inout WordReader) -> String {
        if cursor.peek()?.isBlank ?? false { cursor.offset += 1 }
        return cursor.rest
    }

    private func ownCommand(_ cursor: inout WordReader) throws(LineFault) -> ScriptCommand {
        cursor.offset += 1
        let next = cursor.peek()
        if let next, !next.isBlank, next != UInt8(ascii: ":") {
            return ScriptCommand(line.dropFirst(cursor.offset))
        }
        let hint = "to send a line that begins with `:`, write `C: :\(cursor.rest)`"
        throw cursor.fault(
            "expected the name of a command after `:`",
            hint: next == UInt8(ascii: ":") ? hint : nil)
    }

    /// A script is printed to terminals, so it holds nothing that moves their cursor.
    private func refuseControlCharacters() throws(LineFault) {
        let bytes = cursor.octets
        for (offset, byte) in bytes.enumerated() {
            let next = offset + 1 < bytes.count ? bytes[offset + 1] : 0
            let isEighthBit = byte == 0xC2 && (0x80..<0xA0).contains(next)
            guard (byte < 0x20 && byte != 0x09) || byte == 0x7F || isEighthBit else { continue }
            let name = (isEighthBit ? next : byte).hexadecimal
            throw LineFault(
                at: offset, "control character U+00\(name)",
                hint: "write `\\x\(name)` in a `C+` line, or `{{\\x\(name)}}` in an `S` line")
        }
    }
}
