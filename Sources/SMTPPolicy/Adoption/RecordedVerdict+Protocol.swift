import SMTPGrammar
import SMTPSession

extension RecordedVerdict {
    /// Whether a refusal is one that the protocol demands, so that it is compared with this server's and never
    /// adopted: syntax and order (500 to 504, but for VRFY and EXPN that are not implemented), a parameter that the server does not know (555), a message larger
    /// than it takes (552), a client that did not wait its turn.
    public func isProtocol(at hook: Hook) -> Bool {
        guard let code, code >= 400 else { return false }
        if isNotImplemented(code, hook) { return false }
        // RFC 5321 §4.2.2: 500 to 504 are syntax, order, and what is not implemented; §4.1.1.11: 555.
        if (500...504).contains(code) || code == 555 { return true }
        // RFC 3463 §3.6: X.5.1 invalid command, X.5.2 syntax error, X.5.4 invalid arguments. Servers give 5.5.1
        // to 530 and 550 too, where it means no more than no.
        // At the end of a message it is about the recipients.
        if code == 554, hook != .message, hook != .delivery, let enhanced = recordedCode,
            enhanced.subject == 5, [1, 2, 4].contains(enhanced.detail)
        {
            return true
        }
        return isAboutSize(at: hook) || isAboutTurns
    }

    /// RFC 5321 §4.3.2: a server may do without VRFY and EXPN, which it says with 502, to EXPN with 500 too.
    private func isNotImplemented(_ code: UInt16, _ hook: Hook) -> Bool {
        code == 502 && (hook == .verify || hook == .expand) || code == 500 && hook == .expand
    }

    private var recordedCode: EnhancedStatusCode? { enhanced ?? protocolCode }

    /// RFC 1870 §6: 552 says that a message is larger than the server takes; RFC 5321 §4.2.2 uses the same code
    /// for a mailbox that is full, which is the server's own affair.
    private func isAboutSize(at hook: Hook) -> Bool {
        guard code == 552, hook != .recipient else { return false }
        if let enhanced = recordedCode, enhanced.subject != 0 {
            // RFC 3463: X.3.4 too big for the system, X.2.3 longer than the administrative limit.
            let codes = [[3, 4], [2, 3]]
            return codes.contains([Int(enhanced.subject), Int(enhanced.detail)])
        }
        let own = ["quota", "storage", "full", "space", "content", "virus", "spam"]
        return !own.contains(where: says)
    }

    /// RFC 2920 §3.1, and RFC 5321 §4.3.1: the client spoke before it was its turn.
    private var isAboutTurns: Bool {
        let words = [
            "synchroni", "pipelin", "protocol violation", "protocol error", "before greeting",
            "before banner",
        ]
        return words.contains(where: says)
    }

    private func says(_ word: String) -> Bool {
        guard let text else { return false }
        return text.lowercased().utf8.contains(word.utf8)
    }
}

extension Collection where Element == UInt8 {
    /// Whether octets occur in it.
    fileprivate func contains(_ octets: some Collection<UInt8>) -> Bool {
        var rest = self[...]
        while rest.count >= octets.count {
            if rest.starts(with: octets) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}
