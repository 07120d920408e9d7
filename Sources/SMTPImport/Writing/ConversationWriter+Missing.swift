import SMTPGrammar
import SMTPPolicy
import SMTPSession

// What a source leaves out, so that what it has is in order: the beginning of a transaction in a fragment, message
// text and SASL responses in logs without them. It is made up, and the script says so.

extension ConversationWriter {
    /// Writes the commands that must have come before, where the recorded server took what comes next.
    mutating func complete(before write: RecordedWrite, at index: Int) {
        guard let need = need(of: write), isInOrder(index) else { return }
        var missing: [StaticString] = []
        if !hasHello {
            missing.append(server.speaksLMTP ? "C: LHLO client.example" : "C: EHLO client.example")
        }
        if need != .hello {
            if !hasSender { missing.append("C: MAIL FROM:<>") }
            if need != .sender, !hasSender || acceptedRecipients == 0 {
                missing.append("C: RCPT TO:<someone@example.com>")
            }
            if need == .data, lastCode != 354 { missing.append("C: DATA") }
        }
        guard !missing.isEmpty else { return }
        add("# not in the recording, made up so that what follows is in order:")
        for line in missing {
            add(line)
            add("S*")
        }
        (hasHello, last) = (true, .reply)
        guard need != .hello else { return }
        hasSender = true
        if need != .sender, acceptedRecipients == 0 { acceptedRecipients = 1 }
    }

    /// What has to come before something that the client sends.
    private enum Need {
        case hello, sender, recipient, data
    }

    /// What has to come before a write; nil if nothing has to.
    private func need(of write: RecordedWrite) -> Need? {
        if write.kind.isText { return text == nil ? .data : nil }
        guard write.kind == .line, write.octets.count >= 4 else { return nil }
        switch Verb(write.octets.span, in: 0..<4) {
        case .mail?, .auth?: return .hello
        case .rcpt?: return .sender
        case .data?, .bdat?: return .recipient
        default: return Awaited(toLine: write.octets[...]) == .command(.startTLS) ? .hello : nil
        }
    }

    /// Whether the recorded server found what comes next in order: it took it, or, where the source begins with it,
    /// a policy refused it.
    private mutating func isInOrder(_ index: Int) -> Bool {
        guard let reply = nextReply(after: index), let code = reply.code, code >= 400 else {
            return true
        }
        guard !hasHello, let verdict = RecordedVerdict(lines: reply.lines) else { return false }
        return !verdict.isProtocol(at: .recipient)
    }

    /// The next reply; nil if none was recorded.
    private mutating func nextReply(after index: Int) -> RecordedReply? {
        // It is the one that was found before, if that is still to come: a client may say much without a reply.
        nextAnswer = max(nextAnswer, index + 1)
        while nextAnswer < conversation.turns.count {
            switch conversation.turns[nextAnswer].event {
            case .reply(let reply): return reply
            case .closed: return nil
            case .connected, .sent, .secured, .remark: nextAnswer += 1
            }
        }
        return nil
    }

    /// Makes up the text after a 354, where the source goes on without it.
    mutating func completeText(at index: Int) {
        guard text == nil, lastVerb == .data, lastCode == 354, awaited.isEmpty else { return }
        makeUpText(at: index)
        missReplies()
    }

    /// Makes up what a reply answers that the source leaves out: message text, or a SASL response.
    mutating func completeExchange(before reply: RecordedReply, at index: Int) {
        if !hasHello, lastCode == nil, reply.isOffer {
            add("# not in the recording, made up so that what follows is in order:")
            add(server.speaksLMTP ? "C: LHLO client.example" : "C: EHLO client.example")
            awaited = [.command(.ehlo)]
        } else if text == nil, lastVerb == .data, lastCode == 354 {
            makeUpText(at: index)
        } else if mask.expectsResponse {
            warn("a SASL response was left out: a harmless one stands here", at: index)
            let response = mask.hidden([], isResponse: true, isRedacted: true) ?? []
            script.append(text: "C: ")
            script.append(octets: response.span)
            script.append(ASCII.lineFeed)
            awaited = [.response]
        }
    }

    private mutating func makeUpText(at index: Int) {
        warn("message text was left out: a line is made up", at: index)
        MadeUpText.append(lines: 1, octets: nil, to: &script)
        add("C: .")
        awaited = [.message]
        lastVerb = nil
    }
}
