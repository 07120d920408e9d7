import SMTPScript

/// Cuts what a server sends into replies, within bounds.
struct RemoteReplies {
    /// A line is cut off after so many octets, and a reply after so many lines: no server says more.
    private static let longestLine = 4_096
    private static let mostLines = 512

    private var octets: [UInt8] = []
    private var lines: [String] = []
    private var isSkipping = false

    /// Whether something came that is no whole reply yet.
    var hasPart: Bool { !octets.isEmpty || !lines.isEmpty }

    /// Takes octets in, and returns the replies that are whole now.
    mutating func take(_ more: [UInt8]) -> [ReceivedReply] {
        var replies: [ReceivedReply] = []
        for octet in more {
            guard octet == 0x0A else {
                if octets.count < RemoteReplies.longestLine { octets.append(octet) }
                continue
            }
            if octets.last == 0x0D { octets.removeLast() }
            let goesOn = octets.count > 3 && octets[3] == UInt8(ascii: "-")
            if lines.count < RemoteReplies.mostLines {
                lines.append(String(decoding: octets, as: UTF8.self))
            }
            octets.removeAll(keepingCapacity: true)
            guard !goesOn else { continue }
            replies.append(ReceivedReply(lines: lines))
            lines = []
        }
        return replies
    }

    /// Forgets what is no whole reply.
    mutating func reset() { self = RemoteReplies() }
}
