/// Watches line lengths block by block: it looks for an LF only where a line could soon be too long.
///
/// Lines that end before that, however many, are within the limit: the last LF that it has found is at most one block
/// further back than its patience goes, and the next is looked for one block later.
struct LineLengths {
    /// The offset of an LF, or of what counts as one before the text.
    private var lastLineFeed: Int
    /// Whether there is none after it.
    private var isLast: Bool
    private let begin: Int
    private let limit: Int
    /// The octets from the last LF on above which it looks for another.
    private let patience: Int
    /// Whether a line was longer than the limit; what follows is then not measured.
    var isExceeded = false

    /// Nothing has been passed yet; the line in progress has some octets, and the limit is at least 200.
    init(after lineLength: Int, before start: Int, limit: Int) {
        begin = start
        lastLineFeed = start - lineLength - 1
        self.limit = limit
        patience = limit - 2 * ContentBlock.size
        isLast = lineLength > patience
    }

    /// Up to where blocks can be passed at once; at least one.
    @inline(__always)
    func quietEnd(after start: Int) -> Int {
        isExceeded ? .max : max(lastLineFeed &+ patience, start) &+ ContentBlock.size
    }

    /// Passes the text of a block, of a part of one, or of as many as `quietEnd` says.
    @inline(__always)
    mutating func pass(_ text: UnsafeRawPointer, from start: Int, to end: Int) {
        if end &- lastLineFeed > patience, !isExceeded { measure(text, start, end) }
    }

    private mutating func measure(_ text: UnsafeRawPointer, _ start: Int, _ end: Int) {
        let first = isLast ? start : max(begin, lastLineFeed + 1)
        guard let found = LineScanner.lastLineFeed(text, first, end) else {
            isLast = true
            isExceeded = end - lastLineFeed - 1 > limit
            return
        }
        if isLast {
            let endOfLine = (start..<found).first { text.isLineFeed(at: $0) } ?? found
            isExceeded = endOfLine - lastLineFeed > limit
        }
        lastLineFeed = found
        isLast = false
    }

    /// The last LF before an offset, which has been passed.
    func exactLastLineFeed(_ text: UnsafeRawPointer, before end: Int) -> Int {
        guard !isLast || isExceeded else { return lastLineFeed }
        return LineScanner.lastLineFeed(text, max(begin, lastLineFeed + 1), end) ?? lastLineFeed
    }
}

extension UnsafeRawPointer {
    @inline(__always)
    fileprivate func isLineFeed(at offset: Int) -> Bool {
        load(fromByteOffset: offset, as: UInt8.self) == ASCII.lineFeed
    }
}
