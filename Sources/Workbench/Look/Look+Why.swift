import SMTPGrammar
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import TerminalText

extension WhyCommand: PageCommand {
    func page(_ look: Look) -> Page { look.why(count) }
}

extension Look {
    /// `:why [N]`: the rule behind the last reply, or the N-th last.
    func why(_ number: Int) -> Page {
        var page = page
        guard let reason = simulator.reason(ofReply: number) else {
            page.fail(
                number == 1 ? "the server has not replied yet" : "there are not so many replies")
            return page
        }
        let isNow = number == 1
        if !isNow, let line = reason.reply.lines.first { page.show(Line.reply(line)) }
        let after = isNow ? nextCommands(reason.step, isNow: true) : ""
        addRule(reason.reply.rule, to: &page, behind: after)
        addDecision(of: reason, to: &page)
        for note in reason.notes {
            page.say("Note \(note.rule.id) (\(note.rule.clause)): \(note.rule.explanation)")
        }
        if !isNow, reason.isLastOfStep { page.say(nextCommands(reason.step, isNow: false)) }
        return page
    }

    private func addRule(_ rule: Rule, to page: inout Page, behind: String) {
        page.words([rule.id, rule.clause], gap: 3, .rule)
        page.say([rule.explanation, behind].filter { !$0.isEmpty }.joined(separator: " "))
    }

    private func nextCommands(_ step: Step, isNow: Bool) -> String {
        if isNow, let question = simulator.openQuestion {
            return "The \(question.hook.rawValue) question is open: answer it first."
        }
        let machine = isNow ? simulator.machine : step.after.machine
        guard !machine.admittedVerbs.isEmpty else { return "" }
        let verbs = VerbDeclaration.sorted(machine.admittedVerbs).joined(separator: ", ")
        return isNow ? "You may now send: \(verbs)." : "Then you could send: \(verbs)."
    }

    /// Who decided, where somebody did or where the reply depends on it.
    private func addDecision(of reason: ReplyReason, to page: inout Page) {
        guard
            let (question, answer, source) = reason.decisions.last(where: {
                $0.question.hook != .verb || $0.source != .default
            })
        else { return }
        let subject = "Decided: \(QuestionText.print(question)): \(answer.name.rawValue)"
        switch source {
        case .default: page.say("\(subject), the default, because no handler answered.")
        case .handler(let number):
            page.say("\(subject), by handler \(number):")
            let handlers = reason.step.before.policy.handlers
            if handlers.indices.contains(number - 1) {
                page.show(":on \(handlers[number - 1])", .rule)
            }
        case .next: page.say("\(subject), by :next.")
        case .operator: page.say("\(subject), by you.")
        case .credentials: page.say("\(subject), by the users' passwords (:user).")
        case .ask: break
        }
    }
}
