// RFC 5321 §4.5.2, transparency, seen from the receiver:
//   "When a line of mail text is received by the SMTP server, it checks the line. If the line is
//   composed of a single period, it is treated as the end of mail indicator. If the first character
//   is a period and there are other characters on the line, the first character is deleted."
// And §4.1.1.4: "the sequence <LF>.<LF> (bare line feeds, without carriage returns) MUST NOT be treated
// as equivalent to <CRLF>.<CRLF> as the end of mail data indication."
//
// Text comes in portions of any size. What cannot be judged before more comes is at most a dot, or
// a dot and a CR, at the beginning of a line: these two states hold them back. Everything else is
// handed on at once, as ranges of the portion, so that text is neither copied nor kept.

/// Finds the end of message text, takes the stuffed dots out, and notes what the text holds.
public struct ContentScanner: Hashable, Sendable, Codable {
    /// Where the last octet left us.
    enum State: UInt8, Hashable, Sendable, Codable {
        /// Behind CR LF, or at the beginning.
        case lineStart
        /// Behind a dot at the beginning of a line; the dot is held back.
        case dot
        /// Behind a dot and a CR at the beginning of a line; both are held back.
        case dotCarriageReturn
        /// Behind a CR.
        case carriageReturn
        /// Behind an LF that followed no CR.
        case lineFeed
        /// Behind a dot that follows such an LF.
        case dotAfterLineFeed
        /// Behind any other octet.
        case text
    }

    /// A piece of what the scanner found.
    public enum Piece: Hashable, Sendable {
        /// These octets of the portion are message text.
        case text(Range<Int>)
        /// A CR of an earlier portion is message text after all.
        case heldCarriageReturn
        /// The message has ended; commands go on behind this offset.
        case end
    }

    /// Octets of message text so far: line ends counted, stuffed dots and the end not.
    public private(set) var octets: UInt64 = 0
    /// What the text holds.
    public internal(set) var findings: ContentFindings = []
    /// The octet behind what was read of the present portion.
    public internal(set) var position = 0
    /// Octets of a line with its CR LF above which it is too long; at least 200.
    public let lineLimit: Int
    /// Whether a lone LF ends a line too, as in servers that are open to SMTP smuggling.
    public let endsAtLineFeed: Bool

    var state = State.lineStart
    var lineLength = 0

    /// A scanner at the beginning of a message.
    ///
    /// - Parameters:
    ///   - lineLimit: octets of a line with its CR LF; values below 200 count as 200
    ///   - endsAtLineFeed: whether a lone LF ends a line too
    public init(lineLimit: Int = 1_000, endsAtLineFeed: Bool = false) {
        self.lineLimit = max(lineLimit, 200)
        self.endsAtLineFeed = endsAtLineFeed
    }

    /// The next piece of a portion, or nil when all of it has been read.
    ///
    /// - Parameters:
    ///   - text: the portion
    ///   - start: where to go on: 0, then `position`
    /// - Returns: text, or the end, behind which the portion does not belong to the message
    public mutating func next(_ text: Span<UInt8>, from start: Int) -> Piece? {
        position = start
        let piece = findPiece(text)
        switch piece {
        case .text(let range): octets &+= UInt64(range.count)
        case .heldCarriageReturn: octets &+= 1
        case .end, nil: break
        }
        return piece
    }

    /// Says that a portion has been read: what the scanner is then depends on the text alone.
    public mutating func finishPortion() { position = 0 }

    private mutating func findPiece(_ text: Span<UInt8>) -> Piece? {
        let entry = position
        var start = position
        var slowUntil = position + 1
        while position < text.count {
            if isHoldingBack {
                switch resolve(text[position]) {
                case .end: return .end
                case .undecided, .text: start = position
                case .carriageReturn:
                    guard position > entry else { return .heldCarriageReturn }
                    start = position - 1
                }
                continue
            }
            if position >= slowUntil, state != .dotAfterLineFeed {
                slowUntil = skipBlocks(text)
                guard position < text.count else { break }
            }
            step(text[position])
            position += 1
            guard state == .dot else { continue }
            guard start == position - 1 else { return .text(start..<(position - 1)) }
            start = position
        }
        return start < position && !isHoldingBack ? .text(start..<position) : nil
    }

    private var isHoldingBack: Bool { state == .dot || state == .dotCarriageReturn }
}
