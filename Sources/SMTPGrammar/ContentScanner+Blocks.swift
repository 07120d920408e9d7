extension ContentScanner {
    /// Moves on by whole blocks, up to one that needs the eye of `step`.
    ///
    /// - Returns: the offset up to which `step` is to work
    mutating func skipBlocks(_ text: Span<UInt8>) -> Int {
        guard text.count - position >= ContentBlock.size else { return text.count }
        return text.withUnsafeBytes { octets in
            guard let base = octets.baseAddress else { return text.count }
            return skipBlocks(base, count: octets.count)
        }
    }

    private mutating func skipBlocks(_ text: UnsafeRawPointer, count: Int) -> Int {
        let start = position
        var gathered = ContentBlock()
        var lines = LineLengths(lastLineFeed: start - lineLength - 1, limit: lineLimit)
        lines.isExceeded = findings.contains(.longLine)
        var offset = start
        while offset + ContentBlock.size <= count {
            // Behind a dot the message may have ended: what is there is not looked at.
            var present = gathered
            let answer = present.look(text, at: offset)
            if answer.hasDotAfterLineFeed {
                skipToDot(text, from: start, &offset, &gathered, &lines)
                break
            }
            gathered = present
            lines.pass(text, blockAt: offset, hasLineFeed: answer.hasLineFeed)
            offset += ContentBlock.size
        }
        findings.formUnion(gathered.findings)
        if offset > start { settle(text, at: offset, &lines) }
        return min(offset + ContentBlock.size, count)
    }

    /// Moves on up to the dot behind an LF that the block at an offset holds.
    ///
    /// What stands before the dot is gathered as a whole block again, which ends at the dot: findings
    /// are only added. Where so much was not passed yet, it is left to `step`.
    private func skipToDot(
        _ text: UnsafeRawPointer, from start: Int, _ offset: inout Int,
        _ gathered: inout ContentBlock, _ lines: inout LineLengths
    ) {
        var dot = offset
        while !isDotAfterLineFeed(text + dot) { dot += 1 }
        guard dot > offset, dot - ContentBlock.size >= start else { return }
        _ = gathered.look(text, at: dot - ContentBlock.size)
        lines.pass(text, blockAt: offset, hasLineFeed: true)
        lines.end(at: dot - 1)
        offset = dot
    }

    private func isDotAfterLineFeed(_ text: UnsafeRawPointer) -> Bool {
        text.load(as: UInt8.self) == ASCII.dot
            && text.load(fromByteOffset: -1, as: UInt8.self) == ASCII.lineFeed
    }

    /// Makes state and line length what they would be, had every octet been stepped through.
    private mutating func settle(
        _ text: UnsafeRawPointer, at offset: Int, _ lines: inout LineLengths
    ) {
        position = offset
        lineLength = offset - lines.exactLastLineFeed(text) - 1
        if lines.isExceeded || lineLength > lineLimit { findings.insert(.longLine) }
        let last = text.load(fromByteOffset: offset - 1, as: UInt8.self)
        let before = text.load(fromByteOffset: offset - 2, as: UInt8.self)
        switch last {
        case ASCII.carriageReturn: state = .carriageReturn
        case ASCII.lineFeed:
            let isWhole = before == ASCII.carriageReturn || endsAtLineFeed
            state = isWhole ? .lineStart : .lineFeed
        default: state = .text
        }
    }
}

/// Watches the length of lines by blocks: the exact place of an LF is looked for only where a line
/// could be too long.
private struct LineLengths {
    /// The offset of the last LF, or of the block that holds it.
    private var lastLineFeed: Int
    private var isBlock = false
    private let limit: Int
    var isExceeded = false

    init(lastLineFeed: Int, limit: Int) {
        self.lastLineFeed = lastLineFeed
        self.limit = limit
    }

    @inline(__always)
    mutating func pass(_ text: UnsafeRawPointer, blockAt offset: Int, hasLineFeed: Bool) {
        let isLong = offset + ContentBlock.size - lastLineFeed > limit
        if isLong, !isExceeded { measure(text, blockAt: offset, hasLineFeed: hasLineFeed) }
        if hasLineFeed {
            lastLineFeed = offset
            isBlock = true
        }
    }

    /// Takes notice of the exact place of the last LF.
    mutating func end(at lineFeed: Int) {
        lastLineFeed = lineFeed
        isBlock = false
    }

    private mutating func measure(
        _ text: UnsafeRawPointer, blockAt offset: Int, hasLineFeed: Bool
    ) {
        let begin = exactLastLineFeed(text)
        var end = offset + ContentBlock.size - 1
        if hasLineFeed {
            end = offset
            while text.load(fromByteOffset: end, as: UInt8.self) != ASCII.lineFeed { end += 1 }
        }
        if end - begin > limit { isExceeded = true }
    }

    mutating func exactLastLineFeed(_ text: UnsafeRawPointer) -> Int {
        guard isBlock else { return lastLineFeed }
        lastLineFeed += ContentBlock.size - 1
        while text.load(fromByteOffset: lastLineFeed, as: UInt8.self) != ASCII.lineFeed {
            lastLineFeed -= 1
        }
        isBlock = false
        return lastLineFeed
    }
}
