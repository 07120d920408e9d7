import SMTPGrammar

/// Lines that were said lately: most servers say the same to every client, and it is kept once.
struct KnownLines: Sendable {
    /// So many lines are kept, each in one of two places that its hash says.
    private static let most = 256
    /// Longer ones are not.
    private static let longest = 128

    /// Each as the lines of a reply that has no other; empty where there is none.
    private var replies = [[[UInt8]]](repeating: [], count: most)

    /// The lines of a reply that has one line only.
    mutating func reply(_ text: Span<UInt8>) -> [[UInt8]] {
        guard let place = place(of: text) else { return [[UInt8](text)] }
        return replies[place]
    }

    /// A line.
    mutating func line(_ text: Span<UInt8>) -> [UInt8] {
        guard let place = place(of: text) else { return [UInt8](text) }
        return replies[place][0]
    }

    /// Where a line is kept, from now on at the latest; nil for one that is too long.
    private mutating func place(of text: Span<UInt8>) -> Int? {
        guard text.count <= KnownLines.longest else { return nil }
        let place = Int(truncatingIfNeeded: KnownLines.hash(text) % UInt64(KnownLines.most))
        if isKept(text, at: place) { return place }
        let other = place ^ 1
        if isKept(text, at: other) { return other }
        // What was said before it stays a while longer, since most lines that are new are said once.
        replies[other] = replies[place]
        replies[place] = [[UInt8](text)]
        return place
    }

    private func isKept(_ text: Span<UInt8>, at place: Int) -> Bool {
        guard let line = replies[place].first, line.count == text.count else { return false }
        let kept = line.span
        for index in kept.indices where kept[index] != text[index] { return false }
        return true
    }

    /// Eight octets at a time, the last eight again: lines of a log are told apart by few.
    private static func hash(_ text: Span<UInt8>) -> UInt64 {
        text.withUnsafeBytes { octets in
            var hash = UInt64(octets.count)
            guard octets.count >= 8 else {
                for octet in octets { hash = (hash ^ UInt64(octet)) &* 0x100_0000_01B3 }
                return hash ^ hash >> 32
            }
            var offset = 0
            while offset < octets.count {
                let place = min(offset, octets.count &- 8)
                let word = octets.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
                hash ^= hash >> 29
                offset &+= 8
            }
            return hash ^ hash >> 32
        }
    }
}

extension [UInt8] {
    /// The octets of a span.
    package init(_ octets: Span<UInt8>) {
        self = octets.withUnsafeBufferPointer { Array($0) }
    }
}
