import OctetText
import SMTPGrammar
import SMTPSession
import SMTPSimulator
import TerminalText

extension Rule {
    /// Its name, where it comes from, and what it says, in a line.
    var sentence: String { "\(id) (\(clause)): \(explanation)" }
}

extension Note {
    /// The same for a note, with what it says of this case.
    var sentence: String {
        let particulars = NoteText.particulars(self).map { ", " + $0 }.joined()
        return "\(rule.id)\(particulars) (\(rule.clause)): \(rule.explanation)"
    }
}

extension Page {
    /// Adds what the reference knows about each word, or a command line taken apart.
    package mutating func add(_ explanation: Explanation) {
        switch explanation.content {
        case .line(let line): add(line)
        case .words(let words):
            for (index, word) in words.enumerated() {
                if index > 0 { show("") }
                add(word)
            }
        }
    }

    private mutating func add(_ word: Explanation.Word) {
        guard !word.entries.isEmpty else { return complain(of: word) }
        add(word.entries)
    }

    /// Adds all articles about a word.
    mutating func add(_ entries: [ReferenceEntry]) {
        for (index, entry) in entries.enumerated() {
            if index > 0 { show("") }
            let isHomonym = entries.prefix(index).contains { $0.title == entry.title }
            add(entry, title: isHomonym ? "\(entry.kind.rawValue) \(entry.title)" : entry.title)
        }
    }

    private mutating func complain(of word: Explanation.Word) {
        let meant = word.suggestions.joined(separator: ", ")
        fail(
            "there is no article on \(EscapedText.shown(word.text))",
            hint: meant.isEmpty
                ? "a code, a verb, an extension, a mechanism, a state, a rule, a setting, or a "
                    + "word about mail" : "did you mean \(meant)?")
    }

    package mutating func add(_ entry: ReferenceEntry, title: String? = nil) {
        words([title ?? entry.title, entry.clause].filter { !$0.isEmpty }, gap: 3, .rule)
        for paragraph in entry.paragraphs { say(paragraph) }
        for example in entry.examples { show("  " + example) }
    }

    /// Adds a command line with its parts, or with a caret under the fault.
    private mutating func add(_ explanation: CommandExplanation) {
        if let fault = explanation.fault {
            show(Caret(in: explanation.line, at: fault.offset), fault.explanation)
        } else {
            show("  " + EscapedText.shown(explanation.line, limit: 1_000))
            table(explanation.parts.map { ($0.0, EscapedText.shown($0.1)) })
        }
        for note in explanation.notes { say("Note \(note.sentence)") }
        guard let reply = explanation.reply else { return }
        if let line = reply.lines.first { show(Line.reply(line)) }
        guard reply.class >= 4 else { return }
        add(Reference.entry(of: reply))
        show("  " + Reference.syntax(of: explanation.verb))
    }
}
