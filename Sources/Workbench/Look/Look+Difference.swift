import OctetText
import SMTPScript
import SMTPSimulator
import TerminalText

extension DiffCommand: PageCommand {
    /// `:diff A [B]`: where the transcripts of two sessions differ.
    func show(_ look: Look, on page: inout Page) {
        let other = second ?? look.simulator.name
        guard let ours = look.script(of: first) else { return fail(first, look, on: &page) }
        guard let theirs = look.script(of: other) else { return fail(other, look, on: &page) }
        let difference = unifiedDiff(old: ours, new: theirs, name: "")
        guard !difference.isEmpty else {
            return page.say(
                "\(EscapedText.shown(first)) and \(EscapedText.shown(other)) are the same.")
        }
        page.show("--- \(EscapedText.shown(first))", .diffRemoved)
        page.show("+++ \(EscapedText.shown(other))", .diffAdded)
        for line in difference.split(separator: "\n").dropFirst(2) {
            page.show(EscapedText.shown(String(line)), DiffCommand.label(of: line))
        }
    }

    private func fail(_ name: String, _ look: Look, on page: inout Page) {
        page.fail(
            "there is no session \(EscapedText.shown(name))",
            hint: look.simulator.sessions.map(EscapedText.shown).joined(separator: ", "))
    }

    private static func label(of line: Substring) -> Label {
        switch line.first {
        case "-": .diffRemoved
        case "+": .diffAdded
        case _: .tool
        }
    }
}

extension Look {
    /// A session as `:save` writes it; nil if there is none of that name.
    fileprivate func script(of name: String) -> [UInt8]? {
        simulator.session(named: name).map { Array($0.script(secrets: showsSecrets).utf8) }
    }
}
