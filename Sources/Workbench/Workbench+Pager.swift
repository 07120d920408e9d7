import OctetText
import SMTPSimulator
import TerminalText

extension Workbench {
    /// Performs `:log | less`: a page goes to the person's pager, all of it; nil for another command.
    func performInPager(_ text: String) -> [Line]? {
        guard let command = Workbench.pagedCommand(in: text) else { return nil }
        guard let pager else { return page { $0.fail("there is no terminal to page in") } }
        let parsed: PromptCommand
        do {
            parsed = try PromptCommand.parse(command)
        } catch {
            return page { $0.fail(error, in: command) }
        }
        guard let shown = parsed.command as? any PageCommand else {
            return page { $0.fail("only what shows a page goes to a pager") }
        }
        let lines = page { shown.whole.show(look, on: &$0) }
        let isError = lines.contains { line in line.runs.contains { $0.label == .error } }
        return isError ? lines : show(lines, in: pager)
    }

    private func show(_ lines: [Line], in pager: any TextPaging) -> [Line] {
        let texts = lines.map { Theme.plain.render($0) + "\n" }
        do {
            try pager.show(Array(texts.joined().utf8))
            return []
        } catch {
            return page { $0.fail(EscapedText.shown(error.description)) }
        }
    }

    /// `log` of `log | less`.
    static func pagedCommand(in text: String) -> String? {
        guard let bar = text.lastIndex(of: "|") else { return nil }
        let pager = text[text.index(after: bar)...].split(separator: " ")
        guard pager.count == 1, ["less", "more", "pager"].contains(pager[0]) else { return nil }
        return String(text[..<bar])
    }
}

extension PageCommand {
    /// The command that shows everything, as who has a pager wants it.
    fileprivate var whole: any PageCommand {
        if var message = self as? MessageCommand {
            message.showsAll = true
            return message
        }
        guard var log = self as? LogCommand else { return self }
        if log.count == LogCommand.usualCount { log.count = .max }
        return log
    }
}
