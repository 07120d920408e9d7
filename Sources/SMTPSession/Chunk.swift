import SMTPGrammar

// RFC 3030 §2:
//   bdat-cmd   ::= "BDAT" SP chunk-size [ SP end-marker ] CR LF
//   chunk-size ::= 1*DIGIT
//   end-marker ::= "LAST"

/// What a BDAT command says.
///
///     C: BDAT 86 LAST
struct ChunkCommand: Hashable, Sendable {
    /// How many octets follow.
    let size: UInt64
    /// Whether the chunk is the last of the message.
    let isLast: Bool
    /// Where the command departs from the grammar although its size can be read.
    let fault: SyntaxError?

    /// Reads a line that begins with the verb; throws if the size cannot be read.
    init(_ line: Span<UInt8>) throws(SyntaxError) {
        let start = min(Session.endOfVerb(line) + 1, line.count)
        var end = start
        var size: UInt64 = 0
        while end < line.count, line[end] &- ASCII.zero < 10 {
            let (product, isTooLarge) = size.multipliedReportingOverflow(by: 10)
            let (sum, isAbove) = product.addingReportingOverflow(UInt64(line[end] &- ASCII.zero))
            guard !isTooLarge, !isAbove else { throw ChunkCommand.noSize(at: start) }
            size = sum
            end += 1
        }
        let isWhole = end == line.count || line[end] == ASCII.space
        guard end > start, isWhole else { throw ChunkCommand.noSize(at: end) }
        self.size = size
        let isLast =
            end + 1 < line.count && KnownParameter.spells(line, (end + 1)..<line.count, "LAST")
        self.isLast = isLast
        fault =
            end == line.count || isLast
            ? nil : SyntaxError(at: end + 1, .argumentUnexpected, expected: "LAST, or nothing,")
    }

    private static func noSize(at offset: Int) -> SyntaxError {
        SyntaxError(at: offset, .argumentMissing, expected: "a number of octets")
    }
}

/// A chunk whose octets are coming.
struct Chunk: Hashable, Sendable, Codable {
    /// How many octets it has.
    let size: UInt64
    /// How many of them are still to come.
    var remaining: UInt64
    /// Whether it is the last of the message.
    let isLast: Bool
    /// Why it is refused, once its octets have come and been dropped; nil if it is not.
    var refusal: Refusal?
    /// What the session waited for before.
    let origin: Control

    /// Why a chunk is refused.
    enum Refusal: Hashable, Sendable, Codable {
        /// LMTP has no reply for it: nobody would get the message.
        case silence
        /// It is out of order: nothing changes.
        case disorder(Rule)
        /// It fails, and the transaction with it.
        case failure(Rule)
        /// A policy refuses it, and the transaction fails; the rule's reply is the usual one.
        case policy(Answer, refused: Rule, deferred: Rule)
    }
}
