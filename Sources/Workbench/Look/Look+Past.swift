import OctetText
import SASL
import SMTPGrammar
import SMTPPolicy
import SMTPDriver
import SMTPSession
import SMTPSimulator
import TerminalText

extension WhyCommand: PageCommand {
    /// `:why [N]`: the rule of the last reply, or the N-th last.
    func show(_ look: Look, on page: inout Page) {
        let isWaiting = count == 1 && look.addSilence(to: &page)
        guard let reason = look.simulator.reason(ofReply: count) else {
            guard !isWaiting else { return }
            return page.fail(
                count == 1 ? "the server has not replied yet" : "there are fewer replies than that")
        }
        let isNow = count == 1
        let rule = reason.reply.rule
        if !isNow || isWaiting, let line = reason.reply.lines.first { page.show(Line.reply(line)) }
        let next = look.nextCommands(reason.step, isNow: isNow)
        page.words([rule.id, rule.clause], gap: 3, .rule)
        page.say(isNow && !next.isEmpty ? "\(rule.explanation) \(next)" : rule.explanation)
        for particular in look.particulars(of: reason) { page.say(particular) }
        look.addDecision(of: reason, to: &page)
        for note in reason.notes { page.say("Note \(note.sentence)") }
        if !isNow, reason.isLastOfStep { page.say(next) }
    }
}

extension Look {
    fileprivate func nextCommands(_ step: Step, isNow: Bool) -> String {
        if isNow, let question = simulator.openQuestion {
            return "The \(question.hook.rawValue) question is open: answer it first."
        }
        let machine = isNow ? simulator.machine : step.after.machine
        guard !machine.admittedVerbs.isEmpty else { return "" }
        let verbs = VerbDeclaration.sorted(machine.admittedVerbs).joined(separator: ", ")
        return isNow ? "You may now send: \(verbs)." : "Then you could send: \(verbs)."
    }

    /// Who decided, where somebody did or where the reply depends on it.
    fileprivate func addDecision(of reason: ReplyReason, to page: inout Page) {
        guard
            let decided = reason.decisions.last(where: {
                $0.question.hook != .verb || $0.source != .default
            })
        else { return }
        let question = QuestionText.print(decided.question)
        let subject = "Decided: \(question): \(decided.answer.name.rawValue)"
        switch decided.source {
        case .default: page.say("\(subject), the default, because no handler answered.")
        case .handler(let number):
            page.say("\(subject), by handler \(number):")
            let handlers = reason.step.before.policy.handlers
            if handlers.indices.contains(number - 1) {
                page.show(":on \(handlers[number - 1])", .rule)
            }
        case .next: page.say("\(subject), by :next.")
        case .operator: page.say("\(subject), by you.")
        case .recorded: page.say("\(subject), as it was recorded.")
        case .credentials(let failure):
            let why = failure.map { ", because \($0.explanation)" } ?? ""
            page.say("\(subject), by the users' passwords (:user)\(why).")
        case .ask: break
        }
    }
}

extension LogCommand: PageCommand {
    /// `:log`: everything that was done, with the numbers that `:goto` and `:why` take.
    ///
    /// Each line is a comment, so that a copied screen still holds the session once only.
    func show(_ look: Look, on page: inout Page) {
        let steps = look.simulator.steps
        guard !steps.isEmpty else { return page.say("Nothing was done yet.") }
        let digits = max(2, "\(look.lastStep)".count)
        let before = steps.count - min(count, steps.count)
        if before > 0 {
            page.say(
                "… \(counted(before, "earlier step")); :log all shows everything, :log N the last N"
            )
        }
        for step in steps[before...] {
            guard !look.isInterrupted() else { return }
            look.add(step, digits: digits, to: &page)
        }
    }
}

extension Look {
    fileprivate func add(_ step: Step, digits: Int, to page: inout Page) {
        var number = step.number > 0 ? "\(step.number)" : ""
        let room = width - page.mark.count - digits - 2
        for line in StepDisplay.lines(of: step, width: room, secrets: showsSecrets) {
            var numbered = Line(Page.blanks(digits - number.count) + number + "  ", .tool)
            numbered.append(line)
            page.show(numbered)
            number = ""
        }
    }
}

extension CompareCommand: PageCommand {
    /// `:compare PROFILE`: where another server would have done otherwise.
    func show(_ look: Look, on page: inout Page) {
        let here = look.simulator.world.profile.rawValue
        let differences = look.simulator.compare(with: profile)
        guard !differences.isEmpty else {
            return page.say("\(profile.rawValue) would have said the same at every step.")
        }
        for difference in differences { page.add(difference, here: here, there: profile.rawValue) }
    }
}

extension Page {
    /// Adds a step at which two servers differ: what was done, and what each said.
    package mutating func add(_ difference: ProfileDifference, here: String, there: String) {
        show(EscapedText.shown(difference.step))
        let ours = difference.here.lines
        let theirs = difference.there.lines
        let width = max(here.count, there.count)
        add(ours, besides: theirs, here + Page.blanks(width - here.count), .diffRemoved)
        add(theirs, besides: ours, there + Page.blanks(width - there.count), .diffAdded)
    }

    /// Adds those lines of a reply that the other server does not have; all, if only the order differs.
    private mutating func add(
        _ lines: [String], besides others: [String], _ name: String, _ label: Label
    ) {
        let own = lines.filter { !others.contains($0) }
        let isSame = own.isEmpty && others.allSatisfy(lines.contains)
        for line in isSame ? lines : own { show("  \(name)  \(EscapedText.shown(line))", label) }
    }
}
