import SMTPGrammar

// A server may word its replies otherwise than the catalogue does. Whether it does is asked at each reply, so
// that is one comparison; what follows is rare, and need not be fast.

extension Session {
    /// Sends a reply, in the server's own words if it has some.
    @inline(__always)
    mutating func say(_ reply: Reply, _ outputs: inout [Output]) {
        guard !configuration.presentations.isEmpty else { return send(reply, &outputs) }
        sayWorded(reply, &outputs)
    }

    /// Sends a reply whose code a policy chose, in the server's own words if it has some.
    mutating func say(_ reply: Reply, keeping custom: CustomReply, _ outputs: inout [Output]) {
        guard var wording = configuration.presentations.first?.wordings[reply.rule] else {
            return send(reply, &outputs)
        }
        if custom.code != nil || custom.enhanced != nil {
            wording.code = nil
            wording.enhanced = nil
        }
        wording.text = wording.text.map {
            Session.replacing("{id}", in: $0, by: Session.name(in: custom, reply.rule) ?? "0")
        }
        send(worded(reply, wording), &outputs)
    }

    /// Whether a policy's words are the rule's own, and what the driver calls the message.
    func hasOnlyName(_ custom: CustomReply, _ rule: Rule) -> Bool {
        !configuration.presentations.isEmpty && Session.name(in: custom, rule) != nil
    }

    /// `m1` in `Message accepted as m1`.
    private static func name(in custom: CustomReply, _ rule: Rule) -> String? {
        let usual = "\(Rule.messageAccepted.text) as "
        guard rule == .messageAccepted, let text = custom.text, text.hasPrefix(usual) else {
            return nil
        }
        return String(text.dropFirst(usual.count))
    }

    @inline(never)
    private mutating func sayWorded(_ reply: Reply, _ outputs: inout [Output]) {
        guard let wording = configuration.presentations.first?.wordings[reply.rule] else {
            return send(reply, &outputs)
        }
        send(worded(reply, wording), &outputs)
    }

    /// A reply with its code, enhanced code and text replaced, as far as the wording has them.
    ///
    /// What EHLO lists stays: its first line alone is worded.
    private func worded(_ reply: Reply, _ wording: CustomReply) -> Reply {
        let code = wording.code ?? reply.code
        let enhanced = reply.enhanced.map { wording.enhanced ?? $0 }
        var text = reply.text
        if let own = wording.text {
            let prefix = 4 + (enhanced.map { $0.description.utf8.count + 1 } ?? 0)
            let said = CustomReply(nil, nil, filled(own)).wording(after: prefix) ?? []
            let isList = reply.rule == .helloAccepted
            let end = isList ? text.firstIndex(of: ASCII.lineFeed) ?? text.endIndex : text.endIndex
            text.replaceSubrange(..<end, with: said)
        }
        return Reply(code, enhanced, text: text, rule: reply.rule, fault: reply.fault)
    }

    /// A text with what it names put in; `{path}` waits for who knows it.
    private func filled(_ text: String) -> String {
        let named = [
            ("{hostname}", configuration.hostname), ("{client}", hello?.name ?? ""),
            ("{address}", peer?.address ?? ""), ("{id}", "0"),
        ]
        return named.reduce(text) { Session.replacing($1.0, in: $0, by: $1.1) }
    }

    /// Puts an address into the reply that was just given, where its wording names it.
    ///
    /// It changes nothing of the session, and is mutating so that it need not be copied.
    @inline(never)
    mutating func name(_ path: Path, _ outputs: inout [Output]) {
        guard case .reply(let reply)? = outputs.last,
            let own = configuration.presentation.wordings[reply.rule]?.text, own.contains("{path}")
        else { return }
        let said = Session.replacing(
            "{path}", in: String(decoding: reply.text, as: UTF8.self),
            by: "<\(String(decoding: path.octets, as: UTF8.self))>")
        let prefix = 4 + (reply.enhanced.map { $0.description.utf8.count + 1 } ?? 0)
        let text = CustomReply(nil, nil, said).wording(after: prefix)
        outputs[outputs.count - 1] = .reply(
            Reply(reply.code, reply.enhanced, text: text, rule: reply.rule, fault: reply.fault))
    }

    /// A text with each occurrence of a word replaced; what is put in is not looked at again.
    private static func replacing(_ word: String, in text: String, by other: String) -> String {
        var result = ""
        var rest = text[...]
        while let range = rest.firstRange(of: word) {
            result += rest[..<range.lowerBound] + other
            rest = rest[range.upperBound...]
        }
        return result + rest
    }
}
