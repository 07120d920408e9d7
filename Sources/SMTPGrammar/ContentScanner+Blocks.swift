extension ContentScanner {
    /// Moves on by whole blocks, up to one that `step` must examine; returns how far `step` should go.
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
        var lines = LineLengths(after: lineLength, before: start, limit: lineLimit)
        lines.isExceeded = findings.contains(.longLine)
        var offset = start
        // Once there was a bare CR or LF, there are probably more.
        let isClean = findings.isDisjoint(with: [.bareCarriageReturn, .bareLineFeed])
        var isAtDot = isClean && skipCleanBlocks(text, count, &offset, &gathered, &lines)
        if !isAtDot { isAtDot = skipAnyBlocks(text, count, &offset, &gathered, &lines) }
        if isAtDot { skipToDot(text, from: start, &offset, &gathered, &lines) }
        findings.formUnion(gathered.findings)
        if offset > start { settle(text, at: offset, lines) }
        return min(offset + ContentBlock.size, count)
    }

    /// Moves on by blocks in which each LF follows a CR, and each CR comes before an LF, as in nearly all text.
    ///
    /// Returns whether it stopped at a block with an LF before a dot: the message may end there, and what follows is not
    /// gathered.
    @inline(__always)
    private func skipCleanBlocks(
        _ text: UnsafeRawPointer, _ count: Int, _ offset: inout Int,
        _ gathered: inout ContentBlock, _ lines: inout LineLengths
    ) -> Bool {
        guard !isBeforeDot(text, at: offset) else { return true }
        while offset &+ ContentBlock.size < count {
            let start = offset
            let end = min(count &- 1, lines.quietEnd(after: start))
            let kind = gathered.gatherClean(text, from: &offset, upTo: end)
            lines.pass(text, from: start, to: offset)
            switch kind {
            case .clean: break
            // Whether dots mean anything is asked last, since nearly all blocks have none.
            case .lineFeedBeforeDot:
                guard isCounted else { return true }
                gathered.gather(text, at: offset)
                lines.pass(text, from: offset, to: offset &+ ContentBlock.size)
                offset &+= ContentBlock.size
            case .bareLineEnd: return false
            }
        }
        return false
    }

    /// Whether a dot that follows an LF is next, and means something.
    @inline(__always)
    private func isBeforeDot(_ text: UnsafeRawPointer, at offset: Int) -> Bool {
        text.load(fromByteOffset: offset, as: UInt8.self) == ASCII.dot
            && text.load(fromByteOffset: offset &- 1, as: UInt8.self) == ASCII.lineFeed
            && !isCounted
    }

    /// Moves on by whatever blocks, in the same way.
    // By itself, so that the loop for clean blocks has all registers.
    @inline(never)
    private func skipAnyBlocks(
        _ text: UnsafeRawPointer, _ count: Int, _ offset: inout Int,
        _ gathered: inout ContentBlock, _ lines: inout LineLengths
    ) -> Bool {
        var (place, block, lengths) = (offset, gathered, lines)
        defer { (offset, gathered, lines) = (place, block, lengths) }
        while place &+ ContentBlock.size <= count {
            if ContentBlock.hasDotAfterLineFeed(text, at: place), !isCounted { return true }
            block.gather(text, at: place)
            lengths.pass(text, from: place, to: place &+ ContentBlock.size)
            place &+= ContentBlock.size
        }
        return false
    }

    /// Moves on to the dot after an LF in the block at an offset.
    ///
    /// What precedes the dot is gathered again as a whole block that ends at the dot: findings
    /// only accumulate. If not that much has been passed yet, it is left to `step`.
    private func skipToDot(
        _ text: UnsafeRawPointer, from start: Int, _ offset: inout Int,
        _ gathered: inout ContentBlock, _ lines: inout LineLengths
    ) {
        let dot = ContentBlock.firstDotAfterLineFeed(text, at: offset)
        guard dot > offset, dot - ContentBlock.size >= start else { return }
        gathered.gather(text, at: dot - ContentBlock.size)
        lines.pass(text, from: offset, to: dot)
        offset = dot
    }

    /// Sets state and line length as if every octet had been stepped through.
    private mutating func settle(
        _ text: UnsafeRawPointer, at offset: Int, _ lines: LineLengths
    ) {
        lineLength = offset - lines.exactLastLineFeed(text, before: offset) - 1
        position = offset
        if lines.isExceeded { findings.insert(.longLine) }
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
