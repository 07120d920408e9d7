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
        guard let (reply, step) = reply(number) else {
            page.fail(
                number == 1 ? "the server has not replied yet" : "there are not so many replies")
            return page
        }
        let isNow = number == 1
        if !isNow, let line = reply.lines.first { page.show(Line.reply(line)) }
        addRule(reply.rule, to: &page, behind: isNow ? nextCommands(step, isNow: true) : "")
        addDecision(of: step, to: &page)
        addNotes(of: step, to: &page)
        if !isNow { page.say(nextCommands(step, isNow: false)) }
        return page
    }

    private func reply(_ number: Int) -> (Reply, Step)? {
        var rest = number
        for step in simulator.steps.reversed() {
            let replies = step.replies
            guard rest > replies.count else { return (replies[replies.count - rest], step) }
            rest -= replies.count
        }
        return nil
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
        let verbs = VerbOrder.sorted(machine.admittedVerbs).joined(separator: ", ")
        return isNow ? "You may now send: \(verbs)." : "Then you could send: \(verbs)."
    }

    /// Who decided, where somebody did or where the reply depends on it.
    private func addDecision(of step: Step, to page: inout Page) {
        guard let (question, answer, source) = decision(of: step) else { return }
        let subject = "Decided: \(QuestionText.print(question)): \(answer.word)"
        switch source {
        case .default: page.say("\(subject), the default, because no rule answered.")
        case .rule(let number):
            page.say("\(subject), by rule \(number):")
            let rules = step.before.policy.rules
            if rules.indices.contains(number - 1) { page.show(":on \(rules[number - 1])", .rule) }
        case .next: page.say("\(subject), by :next.")
        case .operator: page.say("\(subject), by you.")
        case .credentials: page.say("\(subject), by the users' passwords (:user).")
        case .ask: break
        }
    }

    /// The last decision of the step that has to do with its reply.
    private func decision(of step: Step) -> (Question, Answer, Decision.Source)? {
        let decisions = step.events.compactMap { event in
            if case .decided(let question, let answer, let source) = event {
                return (question, answer, source)
            }
            return nil
        }
        return decisions.last { $0.0.hook != .verb || $0.2 != .default }
    }

    private func addNotes(of step: Step, to page: inout Page) {
        for event in step.events {
            guard case .note(let note) = event else { continue }
            page.say("Note \(note.rule.id) (\(note.rule.clause)): \(note.rule.explanation)")
        }
    }
}

extension Answer {
    /// The first word of the answer.
    fileprivate var word: String {
        String(AnswerText.print(self).prefix { $0 != " " })
    }
}
