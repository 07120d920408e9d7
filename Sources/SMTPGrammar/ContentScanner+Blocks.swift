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
        while offset &+ ContentBlock.size <= count {
            // After a dot, the message may have ended: what follows is not gathered. Whether dots mean anything
            // is asked last, since nearly all blocks have none.
            if ContentBlock.hasDotAfterLineFeed(text, at: offset), !isCounted {
                skipToDot(text, from: start, &offset, &gathered, &lines)
                break
            }
            gathered.gather(text, at: offset)
            lines.pass(text, from: offset, to: offset &+ ContentBlock.size)
            offset &+= ContentBlock.size
        }
        findings.formUnion(gathered.findings)
        if offset > start { settle(text, at: offset, lines) }
        return min(offset + ContentBlock.size, count)
    }

    /// Moves on to the dot after an LF in the block at an offset.
    ///
    /// What precedes the dot is gathered again as a whole block that ends at the dot: findings
    /// only accumulate. If not that much has been passed yet, it is left to `step`.
    private func skipToDot(
        _ text: UnsafeRawPointer, from start: Int, _ offset: inout Int,
        _ gathered: inout ContentBlock, _ lines: inout LineLengths
    ) {
        var dot = offset
        while !isDotAfterLineFeed(text + dot) { dot += 1 }
        guard dot > offset, dot - ContentBlock.size >= start else { return }
        gathered.gather(text, at: dot - ContentBlock.size)
        lines.pass(text, from: offset, to: dot)
        offset = dot
    }

    private func isDotAfterLineFeed(_ text: UnsafeRawPointer) -> Bool {
        text.load(as: UInt8.self) == ASCII.dot
            && text.load(fromByteOffset: -1, as: UInt8.self) == ASCII.lineFeed
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
