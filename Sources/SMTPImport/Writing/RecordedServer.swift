import OctetText
import SMTPGrammar
import SMTPPolicy
import SMTPSession

/// What a recording says of its server, as settings: how it greets, and what it offers.
///
///     :set hostname mx.example.com
///     :set ident "ESMTP Postfix"
///     :set extensions PIPELINING,SIZE
struct RecordedServer {
    private var greeting: [UInt8] = []
    private var hello: [UInt8] = []
    private var clientName: [UInt8] = []
    private var offer: RecordedOffer?
    private var offersAuthInClear = false
    /// Whether the server took AUTH outside TLS, whatever it had listed.
    private var usesAuthInClear = false
    /// Extensions that the client used with success though EHLO did not list them.
    private var unlisted: [String] = []

    init(_ conversation: RecordedConversation) {
        var isSecured = false
        var sent: [Sent] = []
        for turn in conversation.turns {
            switch turn.event {
            case .secured: isSecured = true
            case .sent(let write): note(write, &sent)
            case .reply(let reply):
                let verb = sent.isEmpty ? nil : sent.removeFirst()
                note(reply, to: verb, isSecured: isSecured)
                if verb?.awaited == .command("STARTTLS"), reply.code == 220 { isSecured = true }
            case .connected, .closed, .remark: continue
            }
        }
    }

    /// A line that was sent, and what it waits for.
    private struct Sent {
        let awaited: Awaited
        var line: [UInt8] = []
    }

    private mutating func note(_ write: RecordedWrite, _ sent: inout [Sent]) {
        guard write.kind == .line else {
            if write.kind != .chunk { sent.append(Sent(awaited: .message)) }
            return
        }
        for line in ClientOctets.lines(write.octets) {
            let awaited = Awaited(toLine: line)
            sent.append(Sent(awaited: awaited, line: line))
            if case .command(let verb) = awaited, ["EHLO", "HELO", "LHLO"].contains(verb),
                clientName.isEmpty
            {
                clientName = Array(line.drop { $0 != ASCII.space }.drop { $0 == ASCII.space })
            }
        }
    }

    private mutating func note(_ reply: RecordedReply, to sent: Sent?, isSecured: Bool) {
        guard let code = reply.code else { return }
        if code == 220, greeting.isEmpty, sent == nil { greeting = reply.lines[0] }
        guard case .command(let verb)? = sent?.awaited, code < 400 else { return }
        switch verb {
        case "EHLO", "LHLO":
            guard code == 250, !reply.isCutShort else { return }
            if hello.isEmpty { hello = reply.lines[0] }
            let offer = RecordedOffer(lines: reply.lines)
            if !isSecured, !offer.mechanisms.isEmpty { offersAuthInClear = true }
            self.offer = self.offer?.union(offer) ?? offer
        case "HELO": if hello.isEmpty, code == 250 { hello = reply.lines[0] }
        case "STARTTLS", "AUTH", "ETRN", "HELP", "EXPN", "XCLIENT", "XFORWARD":
            if !unlisted.contains(verb) { unlisted.append(verb) }
            if verb == "AUTH", !isSecured { usesAuthInClear = true }
        case "MAIL", "RCPT": noteParameters(sent?.line ?? [], of: verb)
        case "BDAT": if !unlisted.contains("CHUNKING") { unlisted.append("CHUNKING") }
        default: return
        }
    }

    /// Notes whose parameters a command has that the server took.
    private mutating func noteParameters(_ line: [UInt8], of verb: String) {
        guard let end = line.lastIndex(of: UInt8(ascii: ">")) else { return }
        for word in line[end...].dropFirst().split(separator: ASCII.space) {
            let name = String(
                decoding: word.prefix { $0 != ASCII.equals }.map(ASCII.uppercased), as: UTF8.self)
            let value = String(
                decoding: word.dropFirst(name.utf8.count + 1).map(ASCII.uppercased), as: UTF8.self)
            let keyword = SMTPExtension.keyword(ofParameter: name, value)
            if let keyword, !unlisted.contains(keyword) { unlisted.append(keyword) }
        }
    }

    /// The `:set` lines: all, or only the name, which no server has by itself.
    func settings(all: Bool) -> [String] {
        let host = hostname
        var settings: [(String, String)] = []
        if let host { settings.append(("hostname", host)) }
        guard all else { return settings.map { ":set \($0) \(EscapedText.word($1))" } }
        if let ident = ident(after: host) { settings.append(("ident", ident)) }
        if let text = helloText(host) { settings.append((Setting.helloText, text)) }
        if let offer, offer.isPlain {
            settings += offer.settings(isInClear: offersAuthInClear, unlisted: unlisted)
                .map { ($0.name, $0.value) }
        }
        let isAllowed = settings.contains { $0.0 == "plaintext-authentication" }
        if usesAuthInClear, !isAllowed { settings.append(("plaintext-authentication", "on")) }
        return settings.map { ":set \($0) \(EscapedText.word($1))" }
    }

    private static func text(_ line: [UInt8]) -> String? {
        let text = line.dropFirst(4)
        guard !text.isEmpty, text.count <= 240, text.allSatisfy({ (0x20..<0x7F).contains($0) })
        else {
            return nil
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// RFC 5321 §4.2: the greeting begins with the server's domain, and so does the reply to EHLO.
    private var hostname: String? {
        for line in [greeting, hello] {
            guard let word = RecordedServer.text(line)?.split(separator: " ").first else {
                continue
            }
            let name = String(word)
            if RecordedServer.isHost(name) { return name }
        }
        return nil
    }

    private static func isHost(_ name: String) -> Bool {
        var configuration = Configuration()
        guard let setting = try? Setting.named("hostname") else { return false }
        return (try? setting.set(&configuration, name)) != nil
    }

    private func ident(after host: String?) -> String? {
        guard let host, let text = RecordedServer.text(greeting), text.hasPrefix(host + " ") else {
            return nil
        }
        return String(text.dropFirst(host.count + 1))
    }

    /// The prose of the reply to EHLO, with the names that a server puts in.
    private func helloText(_ host: String?) -> String? {
        guard var text = RecordedServer.text(hello), !text.contains("{"), !text.contains("}") else {
            return nil
        }
        let client = String(decoding: clientName, as: UTF8.self)
        if let host, text == host || text.hasPrefix(host + " ") {
            text = "{hostname}" + text.dropFirst(host.count)
        }
        if client.utf8.count > 3, let range = text.firstRange(of: client) {
            text.replaceSubrange(range, with: "{client}")
        }
        return text == "{hostname} greets {client}" ? nil : text
    }
}

extension Setting {
    fileprivate static let helloText = "text.hello.accepted"
}

extension SMTPExtension {
    /// The keyword of the extension that brings a parameter; `BODY` is of several, by its value.
    fileprivate static func keyword(ofParameter name: String, _ value: String) -> String? {
        if name == "BODY" { return value == "BINARYMIME" ? "BINARYMIME" : "8BITMIME" }
        return known.first { $0.parameters.contains { $0.keyword == name } }?.keyword
    }
}
