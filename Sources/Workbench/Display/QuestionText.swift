import OctetText
import SMTPGrammar
import SMTPPolicy
import SMTPSession

/// A question in words: `recipient nosuch@sim.example`.
enum QuestionText {
    static func print(_ question: Question) -> String {
        let hook = question.hook.rawValue
        switch question {
        case .data, .startTLS, .capabilities: return hook
        case .message(_, let octets): return "\(hook) of \(counted(octets, "octet"))"
        case .sender(let path, _) where path.isNull: return "\(hook) <>"
        case .connect, .hello, .verb, .sender, .recipient, .authenticate, .verify, .expand,
            .unknown, .delivery, .queue, .fetch, .reversal, .turned:
            return "\(hook) \(EscapedText.shown(question.subject, limit: 200))"
        }
    }

    /// Whether the line just typed says what is asked.
    static func isEvident(_ question: Question) -> Bool {
        switch question {
        case .hello, .sender, .recipient, .verify, .expand, .unknown, .verb, .startTLS, .data,
            .queue, .fetch, .reversal, .turned:
            true
        case .connect, .capabilities, .message, .authenticate, .delivery: false
        }
    }
}

/// A number with its noun: `1 octet`, `2 octets`.
func counted(_ count: some BinaryInteger, _ noun: String) -> String {
    "\(count) \(noun)" + (count == 1 ? "" : "s")
}
