import SMTPGrammar

/// Cuts what a server says into replies.
///
///     250-one CR LF 250 two CR LF      one reply of two lines
struct ReplyCutter {
    private var octets: [UInt8] = []
    /// Where the line begins that is not complete.
    private var line = 0
    /// How far it was looked at.
    private var position = 0

    /// More than this a reply never has.
    static let limit = 1 << 20

    /// What is there of a reply that is not complete.
    var rest: [UInt8] { octets }

    /// Whether it is longer than any reply.
    var isTooLong: Bool { octets.count > ReplyCutter.limit }

    /// Adds octets; returns the replies that they complete, as they came.
    mutating func add(_ more: some Sequence<UInt8>) -> [[UInt8]] {
        octets += more
        var replies: [[UInt8]] = []
        while let end = octets[position...].firstIndex(of: ASCII.lineFeed) {
            position = end + 1
            let isLast = ReplyCutter.isLast(octets[line..<end])
            line = position
            guard isLast else { continue }
            replies.append(Array(octets[..<position]))
            octets.removeSubrange(..<position)
            line = 0
            position = 0
        }
        position = octets.count
        return replies
    }

    /// Whether a line ends a reply: anything but three digits and a hyphen does.
    private static func isLast(_ line: ArraySlice<UInt8>) -> Bool {
        let start = line.prefix(4)
        guard start.count == 4, start.prefix(3).allSatisfy({ $0 &- ASCII.zero < 10 }) else {
            return true
        }
        return start.last != UInt8(ascii: "-")
    }
}
