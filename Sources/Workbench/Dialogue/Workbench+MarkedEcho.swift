import OctetText
import SMTPScript
import TerminalText

extension Workbench {
    /// A pasted line as it is shown in its turn, before it is entered; nothing of what the step shows,
    /// or the server says, by itself.
    package func echoes(of line: [UInt8]) -> [Line] {
        switch meaning(of: line) {
        case .gathered, .command, .answer, .client, .faulty: return [echo(of: line)]
        case .idle, .next: return []
        // It is not sent, and a copied screen is to say so.
        case .server: return page { $0.show(EscapedText.shown(line, limit: 1_000)) }
        case .marked(let marked):
            if let typed = marked.unmarked { return [echo(of: Array(typed.utf8))] }
            return marked.kind.isSpoken ? [Line(EscapedText.shown(marked.text), .tool)] : []
        }
    }

    /// Whether a line with a mark may go into the history.
    func mayRemember(marked line: ScriptLine) -> Bool {
        guard let typed = line.unmarked else {
            return !line.kind.sends || !situation.takesContent && !Workbench.holdsAUTH(line.text)
        }
        return mayRemember(unmarked: Array(typed.utf8))
    }
}

extension ScriptLine {
    /// What a person would have typed without the mark; nil where that is no line at the prompt.
    fileprivate var unmarked: String? {
        switch kind {
        case .clientText, .command: typed
        case .answer(let text): text
        case .blank, .comment, .title, .trace, .clientBytes, .messageText, .clientFile,
            .expectLine, .expectReply, .optionalLine, .anyFurtherLines, .groupStart, .groupEnd,
            .mustNotOccur, .serverEvent:
            nil
        }
    }
}
