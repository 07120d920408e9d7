import SMTPSimulator
import TerminalText

extension LogCommand: PageCommand {
    func page(_ look: Look) -> Page { look.log() }
}

extension Look {
    /// `:log`: everything that was done, with the numbers that `:goto` and `:why` take.
    ///
    /// Each line is a comment, so that a copied screen still holds the session once only.
    func log() -> Page {
        var page = page
        guard !simulator.steps.isEmpty else {
            page.say("Nothing was done yet.")
            return page
        }
        let last = simulator.steps.last { $0.number > 0 }?.number ?? 0
        let digits = max(2, "\(last)".count)
        for step in simulator.steps { add(step, digits: digits, to: &page) }
        return page
    }

    private func add(_ step: Step, digits: Int, to page: inout Page) {
        var number = step.number > 0 ? "\(step.number)" : ""
        let room = width - page.mark.count - digits - 2
        for line in StepDisplay.lines(of: step, width: room, secrets: showsSecrets) {
            let padding = String(repeating: " ", count: max(0, digits - number.count))
            var numbered = Line(padding + number + "  ", .tool)
            numbered.append(line)
            page.show(numbered)
            number = ""
        }
    }
}
