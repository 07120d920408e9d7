import OctetText
import SMTPGrammar
import SMTPSession
import SMTPSimulator
import TerminalText

extension Page {
    /// Adds a command line with its parts, or with a caret under the fault.
    ///
    /// - Parameter explanation: the line taken apart
    mutating func add(_ explanation: CommandExplanation) {
        if let fault = explanation.fault {
            show(Caret(in: explanation.line, at: fault.offset), fault.explanation)
        } else {
            show("  " + EscapedText.shown(explanation.line, limit: 1_000))
            table(explanation.parts.map { ($0.0, EscapedText.shown($0.1)) })
        }
        for note in explanation.notes {
            say("Note \(note.rule.id) (\(note.rule.clause)): \(note.rule.explanation)")
        }
        guard let reply = explanation.reply else { return }
        if let line = reply.lines.first { show(Line.reply(line)) }
        guard reply.class >= 4 else { return }
        add(Reference.entry(for: reply.rule))
        show("  " + Reference.syntax(of: explanation.verb))
    }
}
