import LinearRegex
import OctetText

extension LinePattern {
    /// The most holes a line can have.
    private static let pieceBound = 200

    /// Reads a pattern from text without a mark before it.
    package init(_ text: String) throws(LineFault) {
        try self.init(parsing: WordReader(text))
    }

    /// Reads everything after a cursor as a pattern.
    init(parsing start: WordReader) throws(LineFault) {
        var cursor = start
        var pieces: [Piece] = []
        while !cursor.isAtEnd {
            let begin = cursor.offset
            let content = try Self.content(&cursor)
            pieces.append(
                Piece(content: content, range: begin - start.offset..<cursor.offset - start.offset))
            guard pieces.count <= Self.pieceBound else {
                throw LineFault(at: begin, "too many holes in one line")
            }
        }
        self.pieces = pieces
        text = start.rest
        column = start.octets.column(at: start.offset) + 1
    }

    private static func content(_ cursor: inout WordReader) throws(LineFault) -> Piece.Content {
        if cursor.sees("{{") { return try hole(&cursor) }
        if cursor.sees("[[") { return try named(&cursor) }
        let start = cursor.offset
        repeat {
            cursor.offset += 1
        } while !cursor.isAtEnd && !cursor.sees("{{") && !cursor.sees("[[")
        let text = String(decoding: cursor.octets[start..<cursor.offset], as: UTF8.self)
        return .literal(text.unicodeScalars.map(\.value))
    }

    private static func hole(_ cursor: inout WordReader) throws(LineFault) -> Piece.Content {
        let start = cursor.offset
        cursor.offset += 2
        guard let end = HoleEnd.find(in: cursor, closing: UInt8(ascii: "}")) else {
            throw LineFault(
                at: start, "expected `}}` for this `{{`",
                hint: "the two characters themselves are written `{{\\{\\{}}`")
        }
        return .hole(try expression(&cursor, upTo: end), name: nil)
    }

    private static func named(_ cursor: inout WordReader) throws(LineFault) -> Piece.Content {
        let start = cursor.offset
        cursor.offset += 2
        let bytes = cursor.take(while: isNameByte)
        let name = String(decoding: bytes, as: UTF8.self)
        if let first = bytes.first, !first.isDigit {
            if cursor.take("]]") { return .reference(name) }
            if cursor.take(":"), let end = HoleEnd.find(in: cursor, closing: UInt8(ascii: "]")) {
                return .hole(try expression(&cursor, upTo: end), name: name)
            }
        }
        throw LineFault(
            at: start, "expected `[[name]]` or `[[name:regex]]`",
            hint: "the two characters `[[` themselves are written `{{\\[\\[}}`")
    }

    private static func expression(
        _ cursor: inout WordReader, upTo end: Int
    ) throws(LineFault) -> LinearRegex {
        let start = cursor.offset
        guard end > start else { throw cursor.fault("expected a regular expression") }
        let source = String(decoding: cursor.octets[start..<end], as: UTF8.self)
        cursor.offset = end + 2
        do {
            return try LinearRegex(source)
        } catch {
            throw LineFault(at: start + error.offset, error.message, hint: error.hint)
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte.isDigit || byte.isLetter || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
}

/// Finds where a hole ends, past braces and brackets that belong to its regular expression.
private enum HoleEnd {
    /// The offset of the first of the two closing bytes.
    static func find(in cursor: WordReader, closing: UInt8) -> Int? {
        var cursor = cursor
        var depth = 0
        while let byte = cursor.nextOctet() {
            switch byte {
            case UInt8(ascii: "\\"): _ = cursor.nextOctet()
            case UInt8(ascii: "["): skipBrackets(&cursor)
            case closing where depth == 0 && cursor.peek() == closing: return cursor.offset - 1
            case UInt8(ascii: "{"): depth += closing == UInt8(ascii: "}") ? 1 : 0
            case UInt8(ascii: "}"): depth = max(0, depth - 1)
            default: continue
            }
        }
        return nil
    }

    private static func skipBrackets(_ cursor: inout WordReader) {
        _ = cursor.take("^")
        _ = cursor.take("]")
        while let byte = cursor.nextOctet(), byte != UInt8(ascii: "]") {
            if byte == UInt8(ascii: "\\") { _ = cursor.nextOctet() }
        }
    }
}
