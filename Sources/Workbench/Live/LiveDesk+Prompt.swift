import OctetText
import SASL
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import TerminalText

extension LiveHold {
    /// What Enter does, in brackets: `[accept]`.
    var proposal: String {
        switch subject {
        case .question(let question, let decision):
            "[\((decision.answer ?? question.hook.defaultAnswer).name.rawValue)]"
        case .reply: "[pass]"
        case .transition: "[continue]"
        }
    }

    /// What waits, in words: `recipient bob@sim.example`, `reply 250 2.1.5 Recipient OK`.
    func words(columns: Int) -> String {
        switch subject {
        case .question(let question, _):
            let text = QuestionText.inPrompt(question, columns: columns)
            return reason == nil ? text : "stopped before " + text
        case .reply(let reply):
            return EscapedText.clipped(
                "reply " + EscapedText.shown(reply.lines.first ?? ""), to: max(columns, 16))
        case .transition(_, let to): return "stopped in state \(to)"
        }
    }
}

extension LiveDesk {
    /// What a hold is about, in words, for a line of its own.
    func words(for hold: LiveHold) -> String { hold.words(columns: 200) + because(hold) }

    /// By which breakpoint it is held.
    private func because(_ hold: LiveHold) -> String {
        guard case .breakpoint(let number, _) = hold.reason else { return "" }
        return ", breakpoint \(number)"
    }

    /// How many columns a prompt leaves for the line, if it can.
    private static let roomToType = 20

    /// What stands before the next line: `listen> `, `A 3: recipient bob@sim.example [accept] `, or the ordinary
    /// prompt for a copy of a session.
    package var prompt: Line {
        if let copied {
            var prompt = Line("[copy of \(copied)] ", .state)
            prompt.append(bench.prompt)
            return prompt
        }
        guard let hold = currentHold else {
            var prompt = Line("listen", .state)
            if let focus { prompt.append(" \(focus)", .session(focus)) }
            prompt.append("> ", .state)
            return prompt
        }
        var prompt = Line("A ", .answerMark)
        prompt.append("\(hold.session)", .session(hold.session))
        prompt.append(": ", .answerMark)
        let proposal = "\(hold.proposal) "
        let room = bench.width - prompt.columns - proposal.count - LiveDesk.roomToType
        prompt.append(hold.words(columns: room) + " ", .question)
        prompt.append(proposal, .state)
        return prompt
    }

    /// What usually follows what is typed: only a copy has usual lines.
    package func usualRest(of line: [UInt8]) -> String {
        copied == nil ? "" : bench.usualRest(of: line)
    }

    /// Whether a line may go into the history; to be asked before it is entered.
    package func mayRemember(_ line: [UInt8]) -> Bool { bench.mayRemember(line) }

    /// What the word before the cursor may become.
    package func suggestions(for line: [UInt8], cursor: Int) -> Suggestions {
        let mark = line.first == UInt8(ascii: ":")
        if copied != nil, !mark { return bench.suggestions(for: line, cursor: cursor) }
        var looking = bench
        looking.simulator = (focus ?? copied).flatMap { sessions[$0]?.simulator } ?? server
        if copied != nil { looking.simulator = bench.simulator }
        var context = looking.completionContext
        context.isLive = true
        context.sessions = sessions.keys.sorted().map { "\($0)" }
        context.handlerCount = server.policy.handlers.count
        context.users = server.policy.credentials.users
        if copied == nil { context.situation = situation }
        let files = bench.files
        return LineCompletion(context: context, simulator: looking.simulator) {
            files.paths(beginningWith: $0)
        }
        .suggestions(for: line, cursor: cursor)
    }

    /// What the next line is, for completion.
    private var situation: Situation {
        guard case .question(let question, let decision) = currentHold?.subject else {
            return .header
        }
        let answer = decision.answer ?? question.hook.defaultAnswer
        return .question(question, proposal: answer.name)
    }
}
