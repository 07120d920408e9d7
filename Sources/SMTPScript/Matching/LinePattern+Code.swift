extension LinePattern {
    /// What follows the reply code of a pattern, and so whether the reply goes on.
    enum Separator: Hashable {
        /// `-`: further lines follow.
        case hyphen
        /// A blank, the end of the line, or anything else: this is the last line.
        case final
        /// A hole stands there, so the pattern does not say.
        case open
    }

    /// What the pattern shows after the code.
    ///
    /// With a code of literal digits, that is the fourth character. With a hole in the code, it is
    /// the first character after that hole that is no digit, if it is literal.
    var separator: Separator {
        guard let byte = separatorByte else { return hasHoles ? .open : .final }
        return byte == UInt32(UInt8(ascii: "-")) ? .hyphen : .final
    }

    /// Whether anything but literal text is in the pattern.
    package var hasHoles: Bool { holeIndex != nil }

    private var holeIndex: Int? {
        pieces.firstIndex { if case .literal = $0.content { false } else { true } }
    }

    /// The literal character after the code, if there is one.
    var separatorByte: UInt32? {
        guard case .literal(let start)? = pieces.first?.content, start.count >= 3 else {
            return separatorAfterHole
        }
        return start.count > 3 ? start[3] : nil
    }

    private var separatorAfterHole: UInt32? {
        guard let index = holeIndex, index + 1 < pieces.count,
            case .literal(let text) = pieces[index + 1].content,
            let first = text.first(where: { !(0x30...0x39).contains($0) })
        else { return nil }
        return first == 0x20 || first == UInt32(UInt8(ascii: "-")) ? first : nil
    }

    /// The reply code, if it is literal.
    package var code: Int? {
        guard case .literal(let text)? = pieces.first?.content else { return nil }
        return ReceivedReply.code(of: text)
    }

    /// The enhanced status code after the reply code, if it is literal.
    var enhancedStatusCode: String? {
        guard code != nil, case .literal(let text)? = pieces.first?.content else { return nil }
        return ReceivedReply.enhancedStatusCode(of: text)
    }

    /// The parts of the pattern that stand for the code, where a hole is among them.
    var codePattern: LinePattern? {
        guard code == nil, let separator = separatorByte else { return nil }
        var kept: [Piece] = []
        for piece in pieces {
            guard case .literal(let text) = piece.content, let end = text.firstIndex(of: separator)
            else {
                kept.append(piece)
                continue
            }
            // What stands before the separator is digits, one byte each.
            let start = piece.range.lowerBound
            kept.append(Piece(content: .literal(Array(text[..<end])), range: start..<start + end))
            break
        }
        return LinePattern(text: text, column: column, pieces: kept)
    }
}
