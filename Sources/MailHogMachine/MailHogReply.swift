import SMTPGrammar
import SMTPSession

/// A reply in the original's manner: a status and texts, one for each line.
public struct MailHogReply {
    /// The three digits.
    public var status: Int
    /// The lines without status and line end.
    public var texts: [[UInt8]]
    /// Called once the reply is on its way; here the TLS handler begins its handshake.
    public var done: (() -> Void)?
    /// What is sent instead of a composed reply.
    var octets: [UInt8]?

    /// A reply of lines; none give a malformed one, as in the original.
    public init(_ status: Int, _ texts: [String], done: (() -> Void)? = nil) {
        self.init(status, texts: texts.map { Array($0.utf8) }, done: done)
    }

    /// A reply whose lines are octets; none give a malformed one, as in the original.
    public init(_ status: Int, texts: [[UInt8]], done: (() -> Void)? = nil) {
        self.status = status
        self.texts = texts
        self.done = done
    }

    /// Octets that are sent as they are.
    init(raw octets: [UInt8]) {
        self.init(Int(Reply(raw: octets, rule: .rawReply).code), texts: [])
        self.octets = octets
    }

    /// The lines as they are sent, each with its line end.
    ///
    /// A line contains whatever the client wrote and the original echoes, even line feeds. A reply
    /// without texts is its status and a bare line feed.
    public var lines: [[UInt8]] {
        if let octets { return [octets] }
        guard let last = texts.last else { return [Array("\(status)\n".utf8)] }
        return texts.dropLast().map { line($0, "-") } + [line(last, " ")]
    }

    private func line(_ text: [UInt8], _ separator: String) -> [UInt8] {
        Array("\(status)\(separator)".utf8) + text + [ASCII.carriageReturn, ASCII.lineFeed]
    }

    /// The same in the shared vocabulary of machines.
    ///
    /// Text that contains a line feed is sent as raw octets: recomposed, it would become two lines.
    var shared: Reply {
        if let octets { return Reply(raw: octets, rule: .rawReply) }
        guard let first = texts.first, let code = UInt16(exactly: status),
            !texts.contains(where: { $0.contains(ASCII.lineFeed) })
        else {
            return Reply(raw: Array(lines.joined()), rule: .otherMachine)
        }
        let text = texts.dropFirst().reduce(into: first) { $0 += [ASCII.lineFeed] + $1 }
        return Reply(code, nil, text: text, rule: .otherMachine)
    }
}
