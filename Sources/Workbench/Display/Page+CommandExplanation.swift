import SMTPGrammar
import SMTPSession
import SMTPTranscript
import TerminalText

extension Page {
    /// Adds a command line with its parts, or with a caret under what does not fit.
    ///
    /// - Parameter explanation: the line taken apart
    /// - Returns: whether a server would take it
    mutating func add(_ explanation: CommandExplanation) -> Bool {
        if let picture = explanation.picture {
            show("  " + picture.line)
            let before = String(picture.line.prefix(picture.column))
            let blanks = String(repeating: " ", count: TerminalWidth.columns(of: before))
            show("  \(blanks)^ \(picture.explanation)", .caret)
        } else {
            show("  " + Sanitizer.visible(explanation.line, limit: 1_000))
            table(explanation.parts.map { ($0.0, Sanitizer.visible($0.1)) })
        }
        for note in explanation.notes {
            say("Note \(note.rule.id) (\(note.rule.clause)): \(note.rule.explanation)")
        }
        guard let reply = explanation.reply else { return false }
        if let line = reply.lines.first { show(Line.reply(line)) }
        guard reply.class >= 4 else { return true }
        add(Reference.entry(for: reply.rule))
        show("  " + Reference.syntax(of: explanation.verb))
        return false
    }
}
