import SMTPGrammar
import SMTPPolicy
import SMTPSession

// What a source leaves out, so that what it has is in order: the beginning of a transaction in a fragment, message
// text and SASL responses in logs without them. It is made up, and the script says so.

extension ConversationWriter {
    /// Writes the commands that must have come before, where the recorded server took what comes next.
    mutating func complete(before write: RecordedWrite, at index: Int) {
        guard isInOrder(index), let verb = verb(of: write) else { return }
        var missing: [String] = []
        if !hasHello { missing.append("C: \(isLMTP ? "LHLO" : "EHLO") client.example") }
        if needsSender(verb) {
            if !hasSender { missing.append("C: MAIL FROM:<>") }
            if verb != "RCPT", !hasSender || acceptedRecipients == 0 {
                missing.append("C: RCPT TO:<someone@example.com>")
            }
            if verb == "TEXT", lastCode != 354 { missing.append("C: DATA") }
        }
        guard !missing.isEmpty else { return }
        lines.append("# not in the recording, made up so that what follows is in order:")
        for line in missing { lines += [line, "S*"] }
        (hasHello, last) = (true, .reply)
        guard needsSender(verb) else { return }
        hasSender = verb != "RCPT" || hasSender || missing.count > 0
        if verb != "RCPT", acceptedRecipients == 0 { acceptedRecipients = 1 }
    }

    private func needsSender(_ verb: String) -> Bool {
        ["RCPT", "DATA", "BDAT", "TEXT"].contains(verb)
    }

    /// The first letters of the verb, where it needs others before it; `TEXT` for message text.
    private func verb(of write: RecordedWrite) -> String? {
        if write.kind.isText { return text == nil ? "TEXT" : nil }
        guard write.kind == .line else { return nil }
        let word = write.octets.prefix(4).map(ASCII.uppercased)
        let verb = String(decoding: word, as: UTF8.self)
        return ["MAIL", "RCPT", "DATA", "BDAT", "STAR", "AUTH"].contains(verb) ? verb : nil
    }

    /// Whether the recorded server found what comes next in order: it took it, or, where the source begins with it,
    /// a policy refused it.
    private func isInOrder(_ index: Int) -> Bool {
        guard let reply = nextReply(after: index), let code = reply.code, code >= 400 else {
            return true
        }
        guard !hasHello, let verdict = RecordedVerdict(lines: reply.lines) else { return false }
        return !verdict.isProtocol(at: .recipient)
    }

    /// The next reply; nil if none was recorded.
    private func nextReply(after index: Int) -> RecordedReply? {
        for turn in conversation.turns[(index + 1)...] {
            if case .reply(let reply) = turn.event { return reply }
            if case .closed = turn.event { return nil }
        }
        return nil
    }

    /// Makes up the text after a 354, where the source goes on without it.
    mutating func completeText(at index: Int) {
        guard text == nil, lastVerb == "DATA", lastCode == 354, awaited.isEmpty else { return }
        makeUpText(at: index)
        missReplies()
    }

    /// Makes up what a reply answers that the source leaves out: message text, or a SASL response.
    mutating func completeExchange(before reply: RecordedReply, at index: Int) {
        if !hasHello, lastCode == nil, reply.isOffer {
            lines += ["# not in the recording, made up so that what follows is in order:"]
            lines.append("C: \(isLMTP ? "LHLO" : "EHLO") client.example")
            awaited = [.command("EHLO")]
        } else if text == nil, lastVerb == "DATA", lastCode == 354 {
            makeUpText(at: index)
        } else if mask.expectsResponse {
            warn("a SASL response was left out: a harmless one stands here", at: index)
            let response = mask.line([], isResponse: true, isRedacted: true)
            lines.append("C: " + String(decoding: response, as: UTF8.self))
            awaited = [.response]
        }
    }

    private mutating func makeUpText(at index: Int) {
        warn("message text was left out: a line is made up", at: index)
        lines += MadeUpText.script(lines: 1, octets: nil) + ["C: ."]
        awaited = [.message]
        lastVerb = ""
    }
}
