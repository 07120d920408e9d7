import OctetText
import SMTPGrammar
import SMTPPolicy
import SMTPScript
import SMTPSession

/// A decision in words: `recipient nosuch@sim.example: reject (handler 1)`.
enum DecisionText {
    static func of(_ question: Question, _ answer: Answer, _ source: Decision.Source) -> String {
        "\(subject(question)): \(short(answer)) (\(source))"
    }

    /// The hook, and what the question is about.
    static func subject(_ question: Question) -> String {
        let hook = question.hook.rawValue
        switch question {
        case .data, .startTLS, .capabilities: return hook
        case .message(_, let octets): return "\(hook) \(octets) octets"
        case .sender(let path, _) where path.isNull: return "\(hook) <>"
        case .connect, .hello, .verb, .sender, .recipient, .authenticate, .verify, .expand,
            .unknown:
            return "\(hook) \(EscapedText.clipped(EscapedText.inLine(question.subject), to: 80))"
        }
    }

    /// The answer without the words of its reply, which stand in the line above.
    private static func short(_ answer: Answer) -> String {
        let showsAll: [AnswerName] = [.rewrite, .delay, .authenticated]
        return showsAll.contains(answer.name) ? AnswerText.print(answer) : answer.name.rawValue
    }
}
