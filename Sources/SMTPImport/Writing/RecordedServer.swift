import SMTPGrammar
import SMTPSession

/// What a recording says of its server, as settings: how it greets, and what it offers.
///
///     :set hostname mx.example.com
///     :set ident "ESMTP Postfix"
///     :set extensions PIPELINING,SIZE
struct RecordedServer: Equatable {
    /// The text of the greeting; empty if it is no plain text.
    private(set) var greeting: LineText = []
    /// The text of the first line of the reply to EHLO or HELO, and its first word; empty if it is no plain text.
    private(set) var hello: LineText = []
    private(set) var helloName: LineText = []
    /// The name that the client said, if the server may have said it too.
    private(set) var clientName: LineText = []
    /// The replies to EHLO, none twice in turn.
    private(set) var offers: [Offer] = []
    /// Whether the server took AUTH outside TLS, whatever it had listed.
    private(set) var usesAuthInClear = false
    /// Extensions that the client used with success though EHLO did not list them.
    private(set) var unlisted: [String] = []
    /// Whether the client said LHLO to it.
    private(set) var speaksLMTP = false
    /// Whether it took a lone LF for the end of a line.
    private(set) var takesLineFeeds = false
    /// Whether the source has what it said.
    private(set) var hasReplied = false

    /// A reply to EHLO.
    struct Offer: Equatable {
        let lines: [[UInt8]]
        let isSecured: Bool
    }

    init(_ conversation: RecordedConversation) {
        var isSecured = false
        var sent = SentLines()
        var lineFeeds = LineFeedWatch()
        for turn in conversation.turns {
            lineFeeds.note(turn.event)
            switch turn.event {
            case .secured: isSecured = true
            case .sent(let write): note(write, &sent)
            case .reply(let reply):
                hasReplied = true
                let answered = sent.takeFirst()
                note(reply, to: answered, isSecured: isSecured)
                if answered?.awaited == .command(.startTLS), reply.code == 220 { isSecured = true }
            case .connected, .closed, .remark: continue
            }
        }
        takesLineFeeds = lineFeeds.isAnswered
        greeting = RecordedServer.text(greeting)
        hideClientName()
    }

    private mutating func note(_ write: RecordedWrite, _ sent: inout SentLines) {
        guard write.kind == .line else {
            if write.kind != .chunk { sent.append([], .message) }
            return
        }
        for line in TextLines(write.octets[...]) {
            let awaited = Awaited(toLine: line)
            guard case .command(let verb?) = awaited else {
                sent.append([], awaited)
                continue
            }
            sent.append(verb == .mail || verb == .rcpt ? line : [], awaited)
            guard verb == .ehlo || verb == .helo || verb == .lhlo else { continue }
            if verb == .lhlo { speaksLMTP = true }
            guard clientName.isEmpty else { continue }
            clientName = line.drop { $0 != ASCII.space }.drop { $0 == ASCII.space }
        }
    }

    private mutating func note(
        _ reply: RecordedReply, to sent: SentLines.Line?, isSecured: Bool
    ) {
        guard let code = reply.code else { return }
        if code == 220, greeting.isEmpty, sent == nil { greeting = reply.lines[0][...] }
        guard case .command(let verb?)? = sent?.awaited, code < 400 else { return }
        switch verb {
        case .ehlo, .lhlo:
            guard code == 250, !reply.isCutShort else { return }
            if hello.isEmpty { hello = reply.lines[0][...] }
            let offer = Offer(lines: reply.lines, isSecured: isSecured)
            if offers.last != offer { offers.append(offer) }
        case .helo: if hello.isEmpty, code == 250 { hello = reply.lines[0][...] }
        case .startTLS, .auth, .etrn, .help, .expn, .xClient, .xForward:
            if !unlisted.contains(verb.name) { unlisted.append(verb.name) }
            if verb == .auth, !isSecured { usesAuthInClear = true }
        case .mail, .rcpt: noteParameters(sent?.text ?? [])
        case .bdat: if !unlisted.contains("CHUNKING") { unlisted.append("CHUNKING") }
        default: return
        }
    }

    /// Notes whose parameters a command has that the server took.
    private mutating func noteParameters(_ line: LineText) {
        guard let end = line.lastIndex(of: ASCII.greaterThan) else { return }
        for word in line[end...].dropFirst().split(separator: ASCII.space) {
            let name = word.prefix { $0 != ASCII.equals }
            let keyword = SMTPExtension.keyword(
                ofParameter: name, word.dropFirst(name.count + 1))
            if let keyword, !unlisted.contains(keyword) { unlisted.append(keyword) }
        }
    }

    /// Keeps of the reply to EHLO or HELO what is the same for all clients: the client's name in it is `{client}`.
    private mutating func hideClientName() {
        let text = RecordedServer.text(hello)
        let rest = text.drop { $0 != ASCII.space }
        let firstWord = text[..<rest.startIndex]
        helloName = firstWord.isEmpty ? rest.drop { $0 == ASCII.space }.firstWord : firstWord
        guard !text.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }) else {
            return (hello, clientName) = ([], [])
        }
        hello = text
        guard clientName.count > 3 else { return clientName = [] }
        // Such a name can be a part of the server's: it is looked for when that is known.
        guard firstWord.offset(of: clientName) == nil, !clientName.contains(ASCII.space) else {
            return
        }
        if let place = rest.offset(of: clientName) {
            let end = place + clientName.count
            hello = (text[..<place] + Array("{client}".utf8) + text[end...])[...]
        }
        clientName = []
    }

    /// The text of a reply's line, without its code; empty if it is no printable ASCII, or long.
    private static func text(_ line: LineText) -> LineText {
        let text = line.dropFirst(4)
        let isPlain = text.count <= 240 && LineScanner.firstUnprintable(text.span, from: 0) == nil
        return isPlain ? text : []
    }
}

extension LineText {
    fileprivate var firstWord: LineText { prefix { $0 != ASCII.space } }

    /// Where octets occur for the first time; nil if they do not.
    fileprivate func offset(of octets: LineText) -> Int? {
        guard let first = octets.first else { return nil }
        var rest = self
        while let start = rest.firstIndex(of: first), endIndex - start >= octets.count {
            if self[start..<start + octets.count].elementsEqual(octets) { return start }
            rest = self[(start + 1)...]
        }
        return nil
    }
}

extension SMTPExtension {
    /// The keyword of the extension that brings a parameter; `BODY` is of several, by its value.
    fileprivate static func keyword(ofParameter name: LineText, _ value: LineText) -> String? {
        let name = capitals(name)
        if name == "BODY" { return capitals(value) == "BINARYMIME" ? "BINARYMIME" : "8BITMIME" }
        return keywordsByParameter[name]
    }

    private static func capitals(_ word: LineText) -> String {
        String(decoding: word.map(ASCII.uppercased), as: UTF8.self)
    }

    private static let keywordsByParameter = Dictionary(
        known.flatMap { known in known.parameters.map { ($0.keyword, known.keyword) } },
        uniquingKeysWith: { first, _ in first })
}

/// The lines of a client that no reply came to yet.
private struct SentLines {
    struct Line {
        let text: LineText
        let awaited: Awaited
    }

    private var lines: [Line] = []
    private var first = 0

    mutating func append(_ text: LineText, _ awaited: Awaited) {
        lines.append(Line(text: text, awaited: awaited))
    }

    mutating func takeFirst() -> Line? {
        guard first < lines.count else { return nil }
        first += 1
        defer {
            if first == lines.count {
                lines.removeAll(keepingCapacity: true)
                first = 0
            }
        }
        return lines[first - 1]
    }
}
