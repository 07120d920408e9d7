import SMTPGrammar

// What the client sent, write by write, from sources that have the octets.

extension OpenConversation {
    mutating func client(write octets: LineText, isExact: Bool, at line: Int) {
        endReply()
        var rest = octets
        while !rest.isEmpty {
            let piece = nextPiece(of: rest)
            rest = rest[piece.octets.endIndex...]
            var write = write(piece, at: line)
            write.isExact = isExact
            write.joinsNext = isExact && !rest.isEmpty
            append(.sent(write), at: line)
            follow(piece, at: line)
        }
    }

    private struct Piece {
        let octets: LineText
        let kind: RecordedWrite.Kind
        /// Whether the line, text or chunk is whole with it.
        let isWhole: Bool
    }

    private func nextPiece(of rest: LineText) -> Piece {
        switch phase {
        case .command: line(of: rest, .line)
        case .response: line(of: rest, .response)
        case .text: text(of: rest)
        case .chunk(let left, _):
            Piece(octets: rest.prefix(left), kind: .chunk, isWhole: rest.count >= left)
        }
    }

    private func line(of rest: LineText, _ kind: RecordedWrite.Kind) -> Piece {
        guard let end = rest.firstIndex(of: ASCII.lineFeed) else {
            return Piece(octets: rest, kind: kind, isWhole: false)
        }
        return Piece(octets: rest[...end], kind: kind, isWhole: true)
    }

    /// Message text as far as it goes; it ends with CR LF, dot, CR LF (RFC 5321 §4.1.1.4).
    private func text(of rest: LineText) -> Piece {
        let end: [UInt8] = [0x0D, 0x0A, 0x2E, 0x0D, 0x0A]
        // The text begins after the line end of DATA.
        let before = cutLine.isEmpty ? [0x0D, 0x0A] : cutLine
        var start = rest.startIndex
        while let index = rest[start...].firstIndex(of: ASCII.lineFeed) {
            start = index + 1
            let known = rest[max(rest.startIndex, index - 4)...index]
            let last = known.count < 5 ? (before + known).suffix(5) : known
            if last.elementsEqual(end) {
                return Piece(octets: rest[..<start], kind: .text, isWhole: true)
            }
        }
        return Piece(octets: rest, kind: .text, isWhole: false)
    }

    private mutating func write(_ piece: Piece, at line: Int) -> RecordedWrite {
        if case .command = phase { implyTLS(at: line) }
        var write = RecordedWrite(piece.kind, Array(piece.octets))
        switch piece.kind {
        case .line where piece.isWhole: write.isRedacted = take(wholeLine(piece.octets), at: line)
        case .response: write.isRedacted = Redaction.isShown(by: piece.octets.withoutLineEnd)
        case .line, .text, .unstuffedText, .leftOutText, .chunk, .leftOutChunk: break
        }
        return write
    }

    private func wholeLine(_ octets: LineText) -> LineText {
        (cutLine.isEmpty ? octets : (cutLine + octets)[...]).withoutLineEnd
    }

    /// Goes on to what comes after a piece.
    private mutating func follow(_ piece: Piece, at line: Int) {
        switch piece.kind {
        case .line:
            cutLine = piece.isWhole ? [] : Array((cutLine + piece.octets).prefix(1 << 16))
        case .response: if piece.isWhole { phase = .command }
        case .text:
            cutLine = piece.isWhole ? [] : Array((cutLine + piece.octets.suffix(5)).suffix(5))
            content.hasExactText = !piece.isWhole
            if piece.isWhole { phase = .command }
        case .chunk:
            guard case .chunk(let left, let size) = phase else { return }
            let rest = left - piece.octets.count
            phase = rest > 0 ? .chunk(left: rest, size: size) : .command
        case .unstuffedText, .leftOutText, .leftOutChunk: break
        }
    }
}

extension ArraySlice where Element == UInt8 {
    /// This without the line feed at its end, and one carriage return before it.
    package var withoutLineEnd: LineText {
        guard last == ASCII.lineFeed else { return self }
        let text = dropLast()
        return text.last == ASCII.carriageReturn ? text.dropLast() : text
    }
}
