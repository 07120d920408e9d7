import SMTPScript

/// The beginning and the end of much that was sent at once, for the eye.
///
///     C: Subject: a long letter
///     # … 99,990 more lines, 10,000,000 octets in all
///     C: Regards
struct Excerpt {
    private let head: ArraySlice<UInt8>
    private let tail: ArraySlice<UInt8>
    private let octets: [UInt8]

    /// What is not longer is shown as a whole.
    private static let lineLimit = 24
    private static let octetLimit = 6_000
    private static let headLines = 8
    private static let headOctets = 1_500
    private static let tailLines = 4
    private static let tailOctets = 500

    private static let lineFeed = UInt8(ascii: "\n")

    /// An excerpt of what is too much to show; nil if it is not.
    init?(_ octets: [UInt8]) {
        let isLong = octets.count > Excerpt.octetLimit
        guard isLong || octets.count(where: { $0 == Excerpt.lineFeed }) > Excerpt.lineLimit else {
            return nil
        }
        self.octets = octets
        head = octets[..<Excerpt.end(ofHead: octets)]
        tail = octets[max(head.endIndex, Excerpt.start(ofTail: octets))...]
    }

    var lines: [TranscriptLine] {
        let left = octets[head.endIndex..<tail.startIndex].count { $0 == Excerpt.lineFeed }
        let more = left > 0 ? "\(left) more line\(left == 1 ? "" : "s"), " : ""
        let notice = ScriptText.line(comment: "… \(more)\(octets.count) octets in all")
        return [head, tail].map { ScriptText.lines(sending: Array($0)).map(TranscriptLine.client) }
            .joined(separator: [.comment(notice)]).map(\.self)
    }

    private static func end(ofHead octets: [UInt8]) -> Int {
        var end = 0
        for _ in 0..<headLines {
            guard let next = octets[end...].firstIndex(of: lineFeed), next < headOctets else {
                break
            }
            end = next + 1
        }
        return end > 0 ? end : min(headOctets, octets.count)
    }

    private static func start(ofTail octets: [UInt8]) -> Int {
        var start = octets.count
        for _ in 0..<tailLines {
            let before = octets[..<max(0, start - 1)].lastIndex(of: lineFeed).map { $0 + 1 } ?? 0
            guard octets.count - before <= tailOctets else { break }
            start = before
        }
        return start < octets.count ? start : octets.count - min(tailOctets, octets.count)
    }
}
