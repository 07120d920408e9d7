import OctetText
import SMTPPolicy
import SMTPScript
import SMTPSession

/// Something that the server did, which a line of the script is to expect.
struct Observation {
    enum Content: Equatable {
        case reply(ReceivedReply)
        case event(ServerEvent)
    }

    let content: Content
    /// Why it happened, in a sentence.
    let why: String?
    /// What was traced after it.
    var trace: [String] = []
    /// The script's line that made it happen, as far as that can be told.
    var cause: ScriptPlace?
    /// The last line of the write or command that it belongs to.
    var end: ScriptPlace?

    /// What came, for a message.
    var words: String {
        switch content {
        case .reply(let reply): reply.lines.first ?? ""
        case .event(.close): "the connection closed"
        case .event(.tls): "the server ready for TLS"
        case .event(.silence): "silence"
        }
    }

    /// The script lines that would expect it.
    var observed: [ObservedLine] {
        switch content {
        case .reply(let reply): reply.lines.map(ObservedLine.reply)
        case .event(let event): [.event(event)]
        }
    }
}

/// A line of a script.
struct ScriptPlace: Hashable {
    let file: String
    /// The index in `Script.lines`.
    let index: Int
}

extension ReceivedReply {
    /// The replies as they come over the wire.
    ///
    /// Octets that a policy sends as they are may hold several, or none. Where one ends is told by the character after its code, as in a script.
    static func list(_ reply: Reply) -> [ReceivedReply] {
        guard reply.isRaw else { return [ReceivedReply(lines: reply.lines)] }
        var replies: [ReceivedReply] = []
        var lines: [String] = []
        for line in reply.lines {
            lines.append(line)
            guard !goesOn(line) else { continue }
            replies.append(ReceivedReply(lines: lines))
            lines = []
        }
        return lines.isEmpty ? replies : replies + [ReceivedReply(lines: lines)]
    }

    static func goesOn(_ line: String) -> Bool {
        let start = Array(line.utf8.prefix(4))
        return start.count == 4 && start[3] == UInt8(ascii: "-")
            && start[..<3].allSatisfy(\.isDigit)
    }
}
