/// Sixty-four octets of message text, examined in vectors together with the octet before each.
///
/// What matters only for the whole message is gathered in vectors and checked once per portion;
/// only a dot after an LF is looked for in every block.
///
/// Written so that each line becomes one or two instructions: comparisons of whole vectors,
/// operations on masks, and `replace`, which becomes a minimum or a maximum.
struct ContentBlock {
    static let size = 64
    private typealias Vector = SIMD16<UInt8>
    private typealias Mask = SIMDMask<SIMD16<Int8>>

    private var least = Vector(repeating: .max)
    private var greatest = Vector.zero
    private var bareLineFeed = Mask(repeating: false)
    private var bareCarriageReturn = Mask(repeating: false)

    /// Gathers what the block at an offset contains.
    ///
    /// The offset must be 1 or more: the octet before it is read too.
    // In terms of functions of values: the compiler calls a mutating one for each vector here.
    @inline(__always)
    mutating func gather(_ text: UnsafeRawPointer, at offset: Int) {
        let block = text + offset
        bareLineFeed =
            bareLineFeed
            .| (ContentBlock.bareLineFeeds(block) .| ContentBlock.bareLineFeeds(block + 16))
            .| (ContentBlock.bareLineFeeds(block + 32) .| ContentBlock.bareLineFeeds(block + 48))
        bareCarriageReturn =
            bareCarriageReturn
            .| (ContentBlock.bareReturns(block) .| ContentBlock.bareReturns(block + 16))
            .| (ContentBlock.bareReturns(block + 32) .| ContentBlock.bareReturns(block + 48))
        gatherExtremes(text, at: offset)
    }

    /// Where an LF does not follow a CR.
    @inline(__always)
    private static func bareLineFeeds(_ text: UnsafeRawPointer) -> Mask {
        let octets = text.loadUnaligned(as: Vector.self)
        let before = (text - 1).loadUnaligned(as: Vector.self)
        return (octets .== Vector(repeating: ASCII.lineFeed))
            .& (before .!= Vector(repeating: ASCII.carriageReturn))
    }

    /// Where what follows a CR is no LF.
    @inline(__always)
    private static func bareReturns(_ text: UnsafeRawPointer) -> Mask {
        let octets = text.loadUnaligned(as: Vector.self)
        let before = (text - 1).loadUnaligned(as: Vector.self)
        return (octets .!= Vector(repeating: ASCII.lineFeed))
            .& (before .== Vector(repeating: ASCII.carriageReturn))
    }

    /// What a block holds beside text and whole line ends; a dot counts before a bare line end.
    enum Kind { case clean, lineFeedBeforeDot, bareLineEnd }

    /// Gathers the least and the greatest octet of blocks in which nothing else is to be found, and moves an offset on
    /// to the first other one; says what that holds, or that the next block would go beyond the end.
    ///
    /// The octets before and after a block are read too. Each vector is loaded once for all there is to know of it.
    @inline(__always)
    mutating func gatherClean(
        _ text: UnsafeRawPointer, from offset: inout Int, upTo end: Int
    ) -> Kind {
        // By itself, so that it stays in registers.
        var gathered = self
        defer { self = gathered }
        while offset &+ ContentBlock.size <= end {
            let block = text + offset
            let (first, second) = (Part(block), Part(block + 16))
            let (third, fourth) = (Part(block + 32), Part(block + 48))
            let unusual = (first.unusual .| second.unusual) .| (third.unusual .| fourth.unusual)
            guard !ContentBlock.any(unusual) else {
                return ContentBlock.hasLineFeedBeforeDot(block) ? .lineFeedBeforeDot : .bareLineEnd
            }
            gathered.gatherExtremes(first.octets)
            gathered.gatherExtremes(second.octets)
            gathered.gatherExtremes(third.octets)
            gathered.gatherExtremes(fourth.octets)
            offset &+= ContentBlock.size
        }
        return .clean
    }

    /// Sixteen octets, and where an LF and a CR before it do not go together, or a dot follows an LF.
    private struct Part {
        let octets: Vector
        let unusual: Mask

        @inline(__always)
        init(_ text: UnsafeRawPointer) {
            octets = text.loadUnaligned(as: Vector.self)
            let before = (text - 1).loadUnaligned(as: Vector.self)
            let after = (text + 1).loadUnaligned(as: Vector.self)
            let lineFeeds = octets .== Vector(repeating: ASCII.lineFeed)
            unusual =
                (lineFeeds .^ (before .== Vector(repeating: ASCII.carriageReturn)))
                .| (lineFeeds .& (after .== Vector(repeating: ASCII.dot)))
        }
    }

    @inline(never)
    private static func hasLineFeedBeforeDot(_ block: UnsafeRawPointer) -> Bool {
        hasDotAfterLineFeed(block, at: 1)
    }

    /// Gathers the least and the greatest octet of the block at an offset.
    @inline(__always)
    private mutating func gatherExtremes(_ text: UnsafeRawPointer, at offset: Int) {
        gatherExtremes((text + offset).loadUnaligned(as: Vector.self))
        gatherExtremes((text + offset + 16).loadUnaligned(as: Vector.self))
        gatherExtremes((text + offset + 32).loadUnaligned(as: Vector.self))
        gatherExtremes((text + offset + 48).loadUnaligned(as: Vector.self))
    }

    @inline(__always)
    private mutating func gatherExtremes(_ octets: Vector) {
        least.replace(with: octets, where: octets .< least)
        greatest.replace(with: octets, where: octets .> greatest)
    }

    /// Whether the block at an offset, which must be 1 or more, contains a dot after an LF.
    @inline(__always)
    static func hasDotAfterLineFeed(_ text: UnsafeRawPointer, at offset: Int) -> Bool {
        let block = text + offset
        let first = dotsAfterLineFeed(block) .| dotsAfterLineFeed(block + 16)
        let second = dotsAfterLineFeed(block + 32) .| dotsAfterLineFeed(block + 48)
        return any(first .| second)
    }

    /// The offset of the first dot after an LF in such a block, or just after it.
    static func firstDotAfterLineFeed(_ text: UnsafeRawPointer, at offset: Int) -> Int {
        var place = offset
        while place < offset + size {
            let dots = unsafeBitCast(dotsAfterLineFeed(text + place), to: SIMD2<UInt64>.self)
            for word in 0..<2 where dots[word] != 0 {
                return place + 8 * word + UInt64(littleEndian: dots[word]).trailingZeroBitCount / 8
            }
            place += 16
        }
        return place
    }

    @inline(__always)
    private static func dotsAfterLineFeed(_ text: UnsafeRawPointer) -> Mask {
        let octets = text.loadUnaligned(as: Vector.self)
        let before = (text - 1).loadUnaligned(as: Vector.self)
        return (octets .== Vector(repeating: ASCII.dot))
            .& (before .== Vector(repeating: ASCII.lineFeed))
    }

    /// What was gathered over all blocks.
    var findings: ContentFindings {
        var findings: ContentFindings = []
        if ContentBlock.any(least .== Vector.zero) { findings.insert(.nul) }
        if ContentBlock.any(greatest .> Vector(repeating: 127)) { findings.insert(.eightBit) }
        if ContentBlock.any(bareLineFeed) { findings.insert(.bareLineFeed) }
        if ContentBlock.any(bareCarriageReturn) { findings.insert(.bareCarriageReturn) }
        return findings
    }

    /// Whether any lane is set, by words: a reduction by lanes would cost more than the rest.
    @inline(__always)
    private static func any(_ mask: Mask) -> Bool {
        let words = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
        return (words[0] | words[1]) != 0
    }
}
