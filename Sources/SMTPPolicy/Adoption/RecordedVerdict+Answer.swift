import SMTPGrammar
import SMTPSession

// What is adopted and what is compared
//
// A refusal where a policy decides is the recorded server's own affair: the answer to the question takes it over,
// with its words. What every server has to refuse alike (syntax, order, a verb that it does not know, a message
// larger than it takes, a client that does not wait) is no question: it is compared with what this server says.
// A reply that accepts is the default of nearly every question, and its words are compared; it is taken over only
// where its code says more than yes: 251, or 250 to VRFY.

extension RecordedVerdict {
    /// The answer to a question by which the server does as it was recorded to; nil where there is nothing to
    /// adopt, and the question is to be decided as it would be without a recording.
    ///
    /// - Parameter isEnhanced: whether the server puts enhanced status codes in its replies (RFC 2034); where it
    ///   does not, a recorded one is a part of the text.
    public func answer(to question: Question, isEnhanced: Bool = true) -> Answer? {
        guard isEnhanced || enhanced == nil else {
            return withoutEnhanced.answer(to: question, isEnhanced: true)
        }
        guard let code else { return wordless(question.hook) }
        switch question {
        case .verb(let command): return answer(toVerb: command, code)
        case .capabilities: return listed
        case .turned: return nil
        case .authenticate: return authentication(code) ?? refusal(question.hook)
        case .connect, .hello, .sender, .recipient, .data, .message, .delivery, .fetch, .queue,
            .reversal, .startTLS, .verify, .expand, .unknown:
            return code < 400 ? acceptance(question.hook, code) : refusal(question.hook)
        }
    }

    /// The same with the enhanced status code in its text.
    private var withoutEnhanced: RecordedVerdict {
        var plain = self
        plain.enhanced = nil
        plain.protocolCode = enhanced
        guard let enhanced, text != nil else { return plain }
        plain.text = lines.map { String(decoding: $0.dropFirst(4), as: UTF8.self) }
            .joined(separator: "\n")
        if lines.isEmpty { plain.text = "\(enhanced) \(text ?? "")" }
        return plain
    }

    /// The first question of a command is as good a place as any to say nothing, but only once the command is
    /// known to be in order.
    private func wordless(_ hook: Hook) -> Answer? {
        guard hook != .verb, hook != .turned else { return nil }
        return closes ? .disconnect : .silence
    }

    /// Commands without a question of their own are refused only by a server that goes away: 421 may come at
    /// any time (RFC 5321 §3.8).
    private func answer(toVerb command: CommandText, _ code: UInt16) -> Answer? {
        guard ["NOOP", "RSET", "HELP"].contains(command.verb) else { return nil }
        if code == 421 { return refusal(.verb) }
        return isForced && code >= 400 ? refusal(.verb) : nil
    }

    /// The keywords that EHLO listed.
    private var listed: Answer? {
        guard code == 250, isWhole, !lines.isEmpty else { return nil }
        let offer = RecordedOffer(lines: lines)
        return offer.isPlain ? .capabilities(offer.keywordLines) : nil
    }

    private func authentication(_ code: UInt16) -> Answer? {
        switch code {
        case 235: return .accept()
        case 334:
            let challenge = lines.first.flatMap { try? Base64.decode(Array($0.dropFirst(4))) }
            return challenge.map { .challenge($0) }
        default: return nil
        }
    }

    /// RFC 5321 §4.2.3: 251 and 252 are other ways to say yes, and what VRFY finds only the server knows.
    private func acceptance(_ hook: Hook, _ code: UInt16) -> Answer? {
        guard let usual = RecordedVerdict.usualCode(hook), code != usual else { return nil }
        return fitting(hook) { .accept($0) }
    }

    private static func usualCode(_ hook: Hook) -> UInt16? {
        switch hook {
        case .connect, .hello, .data, .auth, .tls, .capabilities, .verb, .turned: nil
        case .sender, .recipient, .message, .delivery, .etrn, .atrn, .burl: 250
        case .verify, .expand: 252
        case .unknown: 500
        }
    }

    private func refusal(_ hook: Hook) -> Answer? {
        guard let code, code >= 400, isForced || !isProtocol(at: hook) else { return nil }
        if staysOpen, let raw { return raw }
        if closes || code == 421 { return fitting(hook) { .close($0) } }
        return fitting(hook) { code < 500 ? .tempfail($0) : .reject($0) }
    }

    /// The answer with the recorded words; as raw octets where no reply of ours can say the same.
    private func fitting(_ hook: Hook, _ make: (CustomReply) -> Answer) -> Answer? {
        let reply = CustomReply(code, enhanced, text)
        let answer = make(reply)
        return reply.fault == nil && answer.suits(hook) ? answer : raw
    }

    /// The lines as they are.
    private var raw: Answer? {
        guard !lines.isEmpty, lines.allSatisfy({ $0.allSatisfy { $0 != 0x0A && $0 != 0x0D } }) else {
            return nil
        }
        return .raw(Array(lines.map { $0 + [0x0D, 0x0A] }.joined()))
    }
}
