import SMTPScript
import SMTPSession

/// What is expected in the place of replies that came before: most replies of a source are the same few.
struct KnownReplies {
    private struct Known {
        let reply: RecordedReply
        let isWelcome: Bool
        let lines: [UInt8]
    }

    /// So many places there are; a reply takes the place of another.
    private static let count = 64
    /// Longer ones are not kept.
    private static let longest = 1_000

    private var places: [Known?] = []

    /// Appends the lines that ``ReplyLines`` has for a reply.
    mutating func append(
        _ reply: RecordedReply, isWelcome: Bool, to script: inout [UInt8]
    ) {
        if places.isEmpty { places = [Known?](repeating: nil, count: KnownReplies.count) }
        let place = KnownReplies.place(of: reply)
        if let known = places[place], known.isWelcome == isWelcome, known.reply == reply {
            return script.append(octets: known.lines.span)
        }
        let start = script.count
        ReplyLines(reply: reply, isWelcome: isWelcome).append(to: &script)
        let lines = script[start...]
        // One that has a hole is another each time.
        guard lines.count <= KnownReplies.longest, !lines.has("{{") else { return }
        places[place] = Known(reply: reply, isWelcome: isWelcome, lines: Array(lines))
    }

    /// The place of a reply, by its number of lines and the octets of the first.
    private static func place(of reply: RecordedReply) -> Int {
        var hash = UInt(bitPattern: reply.lines.count)
        for octet in (reply.lines.first ?? []).prefix(40) { hash = hash &* 31 &+ UInt(octet) }
        return Int((hash ^ hash >> 6) % UInt(count))
    }
}

/// What the conversations of a source have in common, which is written once.
struct CommonLines {
    var servers = KnownServers()
    var replies = KnownReplies()
}
