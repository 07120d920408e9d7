// RFC 5321 §4.5.2, transparency, seen from the receiver:
//   "When a line of mail text is received by the SMTP server, it checks the line. If the line is
//   composed of a single period, it is treated as the end of mail indicator. If the first character
//   is a period and there are other characters on the line, the first character is deleted."
// And §4.1.1.4: "the sequence <LF>.<LF> (bare line feeds, without carriage returns) MUST NOT be
// treated as equivalent to <CRLF>.<CRLF> as the end of mail data indication."
//
// Text comes in portions of any size. What cannot be judged before more comes is at most a dot, or
// a dot and a CR, at the beginning of a line: these two states hold them back. Everything else is
// handed on at once, as ranges of the portion, so that text is neither copied nor kept.

/// Finds the end of message text, removes stuffed dots, and notes what the text contains.
public struct ContentScanner: Hashable, Sendable, Codable {
    /// The state after the last octet.
    enum State: UInt8, Hashable, Sendable, Codable {
        /// After CR LF, or at the beginning.
        case lineStart
        /// After a dot at the beginning of a line; the dot is held back.
        case dot
        /// After a dot and a CR at the beginning of a line; both are held back.
        case dotCarriageReturn
        /// After a CR.
        case carriageReturn
        /// After an LF that followed no CR.
        case lineFeed
        /// After a dot that follows such an LF.
        case dotAfterLineFeed
        /// After any other octet.
        case text
    }

    /// A piece of what the scanner found.
    public enum Piece: Hashable, Sendable {
        /// These octets of the portion are message text.
        case text(Range<Int>)
        /// A CR of an earlier portion is message text after all.
        case heldCarriageReturn
        /// The message has ended; commands continue after this offset.
        case end
    }

    /// Octets of message text so far: counting line ends, but neither stuffed dots nor the end.
    public private(set) var octets: UInt64 = 0
    /// What the text contains.
    public internal(set) var findings: ContentFindings = []
    /// The offset just after what has been read of the current portion.
    public internal(set) var position = 0
    /// The octets of a line, including CR LF, above which it is too long; at least 200.
    public let lineLimit: Int
    /// Whether a lone LF ends a line too, as in servers open to SMTP smuggling.
    public let endsAtLineFeed: Bool

    /// Whether the last octet that was handed on is a CR.
    package var isAfterReturn: Bool { state == .carriageReturn }
    /// Whether a dot means nothing, since the octets are counted (RFC 3030 §2).
    var isCounted: Bool { counting ?? false }
    /// Nil in a scanner that earlier versions stored.
    private let counting: Bool?

    var state = State.lineStart
    var lineLength = 0

    /// A scanner at the beginning of a message; line limits below 200 octets count as 200.
    public init(lineLimit: Int = 1_000, endsAtLineFeed: Bool = false) {
        self.lineLimit = max(lineLimit, 200)
        self.endsAtLineFeed = endsAtLineFeed
        counting = nil
    }

    /// A scanner at the beginning of a message that comes in counted chunks.
    public init(countedWithLineLimit lineLimit: Int) {
        self.lineLimit = max(lineLimit, 200)
        endsAtLineFeed = false
        counting = true
    }

    /// Looks at a portion of a message that comes in counted chunks: all of it is text.
    public mutating func look(at text: Span<UInt8>) {
        position = 0
        // What precedes the first octet is not in the portion.
        var end = min(1, text.count)
        while position < text.count {
            while position < end {
                step(text[position])
                position += 1
            }
            if position < text.count { end = skipBlocks(text) }
        }
        position = 0
        octets &+= UInt64(text.count)
    }

    /// Counts octets without looking at them.
    public mutating func count(_ count: Int) { octets &+= UInt64(count) }

    /// The next piece of a portion, or nil when all of it has been read.
    ///
    /// - Parameters:
    ///   - text: the portion
    ///   - start: where to continue: 0, then `position`
    /// - Returns: text, or the end, after which the portion is not part of the message
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

    /// Goes on after octets of text that came before, with what they contain.
    public mutating func resume(at octets: UInt64, findings: ContentFindings) {
        self.octets = octets
        self.findings = findings
    }

    /// Whether the next octet begins a line.
    public var isAtLineStart: Bool { lineLength == 0 }

    /// Octets of text since the last line end.
    public var lineOctets: UInt64 { UInt64(lineLength) }

    /// Finishes a portion: the scanner's value then depends on the text alone.
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
