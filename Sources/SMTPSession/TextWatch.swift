import SMTPGrammar

/// Finds where in message text each finding is.
///
/// The scanner says what the text holds, at the speed of memory; this looks at lines, and so works only where
/// readings are wanted.
struct TextWatch: Hashable, Sendable, Codable {
    /// What the last octet leaves open.
    private enum State: UInt8, Hashable, Codable {
        case start, dot, dotReturn, carriageReturn, other
    }

    private var state = State.start
    private var line = 1
    private var octet = 0
    /// Octets of the line, a stuffed dot not counted.
    private var length = 0
    /// Whether the line follows an LF that no CR precedes.
    private var followsBareLineFeed = false
    private let lineLimit: Int
    private let isCounted: Bool
    /// One place a finding, in the order of its bits; empty as long as there is none.
    private var places: [TextPlace?] = []

    /// As many bits as a set of findings has.
    private static let findings = ContentFindings.RawValue.bitWidth

    /// A watch at the beginning of a message; a line limit below 200 octets counts as 200.
    ///
    /// Where octets are counted, a dot means nothing.
    init(lineLimit: Int, isCounted: Bool = false) {
        self.lineLimit = max(lineLimit, 200)
        self.isCounted = isCounted
    }

    /// Where a finding is first, and how often it is there.
    func place(of finding: ContentFindings) -> TextPlace? {
        let index = finding.rawValue.trailingZeroBitCount
        return index < places.count ? places[index] : nil
    }

    /// Looks at text as sent.
    mutating func look(at octets: ArraySlice<UInt8>) {
        let text = octets.span
        var offset = 0
        while offset < text.count {
            if state == .start, let next = endOfUsualLine(text, from: offset) {
                line += 1
                followsBareLineFeed = false
                offset = next
                continue
            }
            if state == .other {
                let end = LineScanner.firstUnprintable(text, from: offset) ?? text.count
                pass(end - offset)
                offset = end
                guard offset < text.count else { return }
            }
            if text[offset] == ASCII.lineFeed { endLine() } else { look(at: text[offset]) }
            offset += 1
        }
    }

    /// Where the next line begins, if this one is whole and nothing in it is a finding, as of nearly all lines; nil for
    /// any other.
    @inline(__always)
    private func endOfUsualLine(_ text: Span<UInt8>, from start: Int) -> Int? {
        guard text[start] != ASCII.dot,
            let end = LineScanner.firstUnprintable(text, from: start), end &+ 1 < text.count,
            text[end] == ASCII.carriageReturn, text[end &+ 1] == ASCII.lineFeed,
            end &- start &+ 2 <= lineLimit
        else { return nil }
        return end &+ 2
    }

    /// Moves on by printable octets, which are not the first of their line.
    private mutating func pass(_ count: Int) {
        octet += count
        length += count
        let excess = length - lineLimit
        if excess > 0, excess <= count { note(.longLine, octet - excess + 1) }
    }

    private mutating func look(at value: UInt8) {
        octet += 1
        length += 1
        if state == .carriageReturn || state == .dotReturn { note(.bareCarriageReturn, octet - 1) }
        if state == .dotReturn { note(.lineFeedEnd, 1) }
        if value == ASCII.nul { note(.nul, octet) }
        if value > 127 { note(.eightBit, octet) }
        switch value {
        case ASCII.carriageReturn: state = state == .dot ? .dotReturn : .carriageReturn
        case ASCII.dot where octet == 1 && !isCounted:
            state = .dot
            length -= followsBareLineFeed ? 0 : 1
        default: state = .other
        }
        if length == lineLimit + 1 { note(.longLine, octet) }
    }

    private mutating func endLine() {
        let isWhole = state == .carriageReturn || state == .dotReturn
        if !isWhole { note(.bareLineFeed, octet + 1) }
        if state == .dot || state == .dotReturn && followsBareLineFeed { note(.lineFeedEnd, 1) }
        if length == lineLimit { note(.longLine, octet + 1) }
        if length >= lineLimit { measureLine() }
        self.line += 1
        octet = 0
        length = 0
        state = .start
        followsBareLineFeed = !isWhole
    }

    private mutating func note(_ finding: ContentFindings, _ octet: Int) {
        if places.isEmpty { places = [TextPlace?](repeating: nil, count: TextWatch.findings) }
        let index = finding.rawValue.trailingZeroBitCount
        let first = places[index] ?? TextPlace(line: line, octet: octet, count: 0)
        places[index] = TextPlace(
            line: first.line, octet: first.octet, count: first.count + 1, length: first.length)
    }

    /// Says how long the first long line is.
    private mutating func measureLine() {
        let index = ContentFindings.longLine.rawValue.trailingZeroBitCount
        if index < places.count, places[index]?.length == nil {
            places[index]?.length = length + 1
        }
    }
}
