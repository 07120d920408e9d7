import SMTPGrammar
import SMTPSession

/// A reply in the original's manner: a status and texts, one for each line.
public struct MailHogReply {
    /// The three digits.
    public var status: Int
    /// The lines without status and line end.
    public var texts: [[UInt8]] {
        get { first.map { [$0.octets] + further } ?? [] }
        set {
            first = newValue.first.map { Text(written: $0) }
            further = Array(newValue.dropFirst())
        }
    }
    /// Called once the reply is on its way; here the TLS handler begins its handshake.
    public var done: (() -> Void)?
    /// The first line, and the others: nearly all replies have one.
    private var first: Text?
    private var further: [[UInt8]] = []
    /// What is sent instead of a composed reply.
    var octets: [UInt8]?

    /// What the client wrote, between words of the machine's; put together only where it is sent from.
    private struct Text {
        var before: StaticString = ""
        var written: [UInt8] = []
        var after: StaticString = ""

        var octets: [UInt8] {
            before.withUTF8Buffer { Array($0) } + written + after.withUTF8Buffer { Array($0) }
        }
    }

    /// A reply of lines; none give a malformed one, as in the original.
    public init(_ status: Int, _ texts: [String], done: (() -> Void)? = nil) {
        self.init(status, texts: texts.map { Array($0.utf8) }, done: done)
    }

    /// A reply whose lines are octets; none give a malformed one, as in the original.
    public init(_ status: Int, texts: [[UInt8]], done: (() -> Void)? = nil) {
        self.status = status
        self.done = done
        self.texts = texts
    }

    /// A reply of one line, or with further ones.
    private init(
        _ status: Int, words before: StaticString, _ written: [UInt8] = [],
        _ after: StaticString = "", further: [[UInt8]] = []
    ) {
        self.status = status
        first = Text(before: before, written: written, after: after)
        self.further = further
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

    /// Appends the lines to those that are to be sent.
    func write(into replies: inout ReplyBuffer) {
        guard case .none = octets, let first, 100...999 ~= status else {
            let whole = Array(lines.joined())
            return replies.append(octets: whole.span)
        }
        replies.append(
            code: status, further.isEmpty ? ASCII.space : ASCII.hyphen, first.before,
            first.written.span, first.after)
        for (index, text) in further.enumerated() {
            let separator = index == further.count - 1 ? ASCII.space : ASCII.hyphen
            replies.append(code: status, separator, "", text.span, "")
        }
    }

    /// The same in the shared vocabulary of machines.
    ///
    /// Text that contains a line feed is sent as raw octets: recomposed, it would become two lines.
    var shared: Reply {
        if let octets { return Reply(raw: octets, rule: .rawReply) }
        guard let first, let code = UInt16(exactly: status),
            !first.written.contains(ASCII.lineFeed),
            !further.contains(where: { $0.contains(ASCII.lineFeed) })
        else {
            return Reply(raw: Array(lines.joined()), rule: .otherMachine)
        }
        let text = further.reduce(into: first.octets) {
            $0.append(ASCII.lineFeed)
            $0.append(contentsOf: $1)
        }
        return Reply(code, nil, text: text, rule: .otherMachine)
    }
}

extension ReplyBuffer {
    /// Appends a reply as the original sends it.
    mutating func append(_ reply: MailHogReply) { reply.write(into: &self) }
}

extension MailHogReply {
    /// `220`, the greeting; without an ident, the line ends in a space.
    public static func ident(hostname: String, ident: String) -> Self {
        Self(220, ["\(hostname) \(ident)"])
    }

    /// `220 Ready to start TLS`; `done` is called once the reply is on its way.
    public static func readyToStartTLS(done: (() -> Void)? = nil) -> Self {
        var reply = Self(220, words: "Ready to start TLS")
        reply.done = done
        return reply
    }

    /// `221 Bye`, the only reply after which the connection should be closed.
    public static func bye() -> Self { Self(221, words: "Bye") }

    /// `235 Authentication successful`.
    public static func authenticationOk() -> Self { Self(235, words: "Authentication successful") }

    /// `250` with texts, or `250 Ok`.
    public static func ok(_ texts: String...) -> Self {
        texts.isEmpty ? Self(250, words: "Ok") : Self(250, texts)
    }

    /// `250 Ok: queued as …`.
    static func queued(as id: String) -> Self {
        Self(250, words: "Ok: queued as ", Array(id.utf8))
    }

    /// `250-Hello …`, and the keywords.
    static func hello(_ name: [UInt8], _ keywords: [[UInt8]] = []) -> Self {
        Self(250, words: "Hello ", name, further: keywords)
    }

    /// `250 Sender … ok`.
    public static func senderOk(_ sender: [UInt8]) -> Self {
        Self(250, words: "Sender ", sender, " ok")
    }

    /// `250 Recipient … ok`.
    public static func recipientOk(_ recipient: [UInt8]) -> Self {
        Self(250, words: "Recipient ", recipient, " ok")
    }

    /// `334` with a challenge in base64; if empty, the line ends in a space.
    public static func authenticationResponse(_ challenge: String) -> Self {
        Self(334, [challenge])
    }

    /// `354`, which asks for the message text.
    public static func dataResponse() -> Self {
        Self(354, words: "End data with <CR><LF>.<CR><LF>")
    }
}

extension MailHogReply {
    /// `452` with a reason.
    public static func storageFailed(_ reason: String) -> Self { Self(452, [reason]) }

    /// `500 Unrecognised command`.
    public static func unrecognisedCommand() -> Self { Self(500, words: "Unrecognised command") }

    /// `500 Line too long`.
    public static func lineTooLong() -> Self { Self(500, words: "Line too long") }

    /// `501 Syntax error`, with what is wrong in parentheses, unless empty.
    public static func syntaxError(_ detail: String = "") -> Self {
        Self(501, [detail.isEmpty ? "Syntax error" : "Syntax error (\(detail))"])
    }

    /// `504 Unsupported authentication mechanism`.
    public static func unsupportedAuthentication() -> Self {
        Self(504, words: "Unsupported authentication mechanism")
    }

    /// `530 Must issue a STARTTLS command first`.
    public static func mustIssueSTARTTLSFirst() -> Self {
        Self(530, words: "Must issue a STARTTLS command first")
    }

    /// `535 Authentication credentials invalid`; only a handler gives it.
    public static func invalidAuthentication() -> Self {
        Self(535, words: "Authentication credentials invalid")
    }

    /// `550` with what is wrong.
    public static func error(_ text: String) -> Self { Self(550, [text]) }

    /// `552 Too many recipients`.
    public static func tooManyRecipients() -> Self { Self(552, words: "Too many recipients") }

    /// `550` with what is wrong and the path in question.
    static func error(_ words: StaticString, _ path: [UInt8]) -> Self {
        Self(550, words: words, path)
    }
}
