/// Sixty-four octets of message text, looked at in vectors beside the octets before each of them.
///
/// What only matters for the whole message is gathered in vectors and asked once a portion; only a dot
/// behind an LF, and whether there is an LF, is asked once a block.
///
/// Written with comparisons of whole vectors and with masks: these become one instruction each, while
/// `|` of vectors, or a comparison with a scalar, becomes a loop over the lanes.
struct ContentBlock {
    static let size = 64
    private typealias Vector = SIMD32<UInt8>
    private typealias Mask = SIMDMask<SIMD32<Int8>>

    private var eightBit = Mask(repeating: false)
    private var nul = Mask(repeating: false)
    private var bareLineFeed = Mask(repeating: false)
    private var bareCarriageReturn = Mask(repeating: false)

    /// What one block asks at once.
    struct Answer {
        let hasLineFeed: Bool
        let hasDotAfterLineFeed: Bool
    }

    /// Looks at the block at an offset, which must be 1 or more: the octet before it is read too.
    @inline(__always)
    mutating func look(_ text: UnsafeRawPointer, at offset: Int) -> Answer {
        var lineFeeds = Mask(repeating: false)
        var dots = Mask(repeating: false)
        look(text + offset, &lineFeeds, &dots)
        look(text + (offset + 32), &lineFeeds, &dots)
        return Answer(
            hasLineFeed: ContentBlock.any(lineFeeds), hasDotAfterLineFeed: ContentBlock.any(dots))
    }

    @inline(__always)
    private mutating func look(
        _ text: UnsafeRawPointer, _ lineFeeds: inout Mask, _ dots: inout Mask
    ) {
        let octets = text.loadUnaligned(as: Vector.self)
        let before = (text - 1).loadUnaligned(as: Vector.self)
        let lineFeed = octets .== Vector(repeating: ASCII.lineFeed)
        let afterLineFeed = before .== Vector(repeating: ASCII.lineFeed)
        let afterCarriageReturn = before .== Vector(repeating: ASCII.carriageReturn)
        let dot = octets .== Vector(repeating: ASCII.dot)
        eightBit = eightBit .| (unsafeBitCast(octets, to: SIMD32<Int8>.self) .< SIMD32<Int8>.zero)
        nul = nul .| (octets .== Vector.zero)
        bareLineFeed = bareLineFeed .| (lineFeed .& .!afterCarriageReturn)
        bareCarriageReturn = bareCarriageReturn .| (afterCarriageReturn .& .!lineFeed)
        lineFeeds = lineFeeds .| lineFeed
        dots = dots .| (afterLineFeed .& dot)
    }

    /// What was gathered over all blocks.
    var findings: ContentFindings {
        var findings: ContentFindings = []
        if ContentBlock.any(nul) { findings.insert(.nul) }
        if ContentBlock.any(eightBit) { findings.insert(.eightBit) }
        if ContentBlock.any(bareLineFeed) { findings.insert(.bareLineFeed) }
        if ContentBlock.any(bareCarriageReturn) { findings.insert(.bareCarriageReturn) }
        return findings
    }

    /// Whether any lane is set, by words: a reduction by lanes would cost more than the rest.
    @inline(__always)
    private static func any(_ mask: Mask) -> Bool {
        let words = unsafeBitCast(mask, to: SIMD4<UInt64>.self)
        return (words[0] | words[1] | words[2] | words[3]) != 0
    }
}
