import SMTPGrammar

/// Message text or a chunk that is under way, or what is known of what was left out.
struct PendingContent {
    private(set) var octets: [UInt8] = []
    /// Where it began.
    private(set) var line: Int?
    /// Whether a dot on a line of its own came last, that may end the text or be part of it.
    private(set) var holdsDot = false
    /// Whether text that is in the result already goes on in the client's next write.
    var hasExactText = false
    private(set) var isLeftOut = false
    private(set) var lines: Int?
    private(set) var count: Int?

    /// Room is made for as many octets at once.
    private static let usualOctets = 1_024

    var isEmpty: Bool { line == nil }

    mutating func append(_ text: LineText, at number: Int) { append(text.span, at: number) }

    /// A line of text, without its end.
    mutating func append(_ text: Span<UInt8>, at number: Int) {
        line = line ?? number
        if isLeftOut || octets.count + text.count > OpenConversation.mostText {
            return leaveOut(lines: 1, octets: text.count + 2, at: number)
        }
        if octets.isEmpty { octets.reserveCapacity(PendingContent.usualOctets) }
        text.withUnsafeBufferPointer { octets.append(contentsOf: $0) }
        octets.append(ASCII.carriageReturn)
        octets.append(ASCII.lineFeed)
    }

    /// Octets of text, line ends included.
    mutating func append(octets more: LineText, at number: Int) {
        line = line ?? number
        if isLeftOut || octets.count + more.count > OpenConversation.mostText {
            return leaveOut(lines: nil, octets: more.count, at: number)
        }
        octets += more
    }

    /// A dot on a line of its own came.
    mutating func holdDot(at number: Int) {
        line = line ?? number
        holdsDot = true
    }

    /// A held dot was part of the text.
    mutating func releaseDot() {
        guard holdsDot else { return }
        holdsDot = false
        append([ASCII.dot][...], at: line ?? 1)
    }

    /// Counts so much of it as left out, and what was there before too.
    mutating func leaveOut(lines more: Int?, octets count: Int?, at number: Int) {
        if octets.isEmpty, !isLeftOut || (lines == nil && self.count == nil) { line = number }
        isLeftOut = true
        if let more { lines = (lines ?? 0) &+ more }
        if let count { self.count = (self.count ?? octets.count) &+ count }
        octets = []
    }
}
