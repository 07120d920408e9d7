extension ContentScanner {
    /// What the octet after a dot, or after a dot and a CR, makes of them.
    enum Resolution {
        /// They were the end of the message.
        case end
        /// One more octet is needed.
        case undecided
        /// The dot was stuffed; text continues at the current octet.
        case text
        /// The dot was stuffed; text continues at the CR before the current octet.
        case carriageReturn
    }

    /// Judges what is held back by the octet that follows it.
    mutating func resolve(_ octet: UInt8) -> Resolution {
        if state == .dot, octet == ASCII.carriageReturn {
            state = .dotCarriageReturn
            position += 1
            return .undecided
        }
        if octet == ASCII.lineFeed, state == .dotCarriageReturn || endsAtLineFeed {
            if state == .dot { findings.insert([.lineFeedEnd, .bareLineFeed]) }
            position += 1
            return .end
        }
        guard state == .dotCarriageReturn else {
            if octet == ASCII.lineFeed { findings.insert(.lineFeedEnd) }
            state = .text
            return .text
        }
        findings.insert(.lineFeedEnd)
        state = .carriageReturn
        lineLength = 1
        return .carriageReturn
    }

    /// Moves on by one octet of text.
    mutating func step(_ octet: UInt8) {
        if octet == ASCII.lineFeed { return endLine() }
        if state == .carriageReturn { findings.insert(.bareCarriageReturn) }
        if octet == ASCII.dot, state == .lineStart, !isCounted {
            state = .dot
            return
        }
        lineLength += 1
        if lineLength > lineLimit { findings.insert(.longLine) }
        switch octet {
        case ASCII.dot where state == .lineFeed && !isCounted: state = .dotAfterLineFeed
        case ASCII.carriageReturn:
            if state == .dotAfterLineFeed { findings.insert(.lineFeedEnd) }
            state = .carriageReturn
        default:
            if octet == ASCII.nul { findings.insert(.nul) }
            if octet > 127 { findings.insert(.eightBit) }
            state = .text
        }
    }

    private mutating func endLine() {
        let isWhole = state == .carriageReturn
        if !isWhole { findings.insert(.bareLineFeed) }
        if state == .dotAfterLineFeed { findings.insert(.lineFeedEnd) }
        if lineLength + 1 > lineLimit { findings.insert(.longLine) }
        // Where a lone LF ends lines, the dot after it can end the message: worth a finding.
        state = isWhole || endsAtLineFeed ? .lineStart : .lineFeed
        lineLength = 0
    }
}
