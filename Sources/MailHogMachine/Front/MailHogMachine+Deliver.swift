import SMTPGrammar
import SMTPSession

extension MailHogMachine {
    /// Appends what a step says.
    mutating func deliver(_ step: Step, _ outputs: inout [Output]) {
        for entry in takeLog() {
            outputs.append(.note(Note(.otherMachine, detail: entry.masked)))
        }
        switch step {
        case .done(nil): break
        case .done(let reply?):
            outputs.append(.reply(reply.shared))
            if reply.status == 221 { outputs.append(.close) }
        case .ask(let inquiry): outputs.append(.ask(question(inquiry)))
        }
    }

    /// Takes the answer to the open question.
    mutating func take(_ answer: Answer, _ outputs: inout [Output]) throws(Misuse) {
        guard let inquiry, delayEnd == nil else { throw .noOpenQuestion }
        try answer.check(for: inquiry.hook)
        // The original's exchanges have a fixed length.
        guard answer.name != .challenge else { throw .unsuitableAnswer(inquiry.hook) }
        guard case .delay(let milliseconds) = answer else {
            return settle(inquiry, answer, &outputs)
        }
        delayEnd = clock.advanced(byMilliseconds: milliseconds)
        outputs.append(.note(Note(.delayed, detail: "\(milliseconds) ms")))
    }

    /// Continues with an answer that suits the question.
    mutating func settle(_ inquiry: Inquiry, _ answer: Answer, _ outputs: inout [Output]) {
        let verdict = answer.verdict(on: inquiry)
        if answer == .discard { isDiscarded = true }
        if answer == .silence { outputs.append(.note(Note(.silent))) }
        if inquiry == .message { outputs.append(.message(outcome(verdict))) }
        deliver(resume(verdict), &outputs)
        if inquiry == .tls && !verdict.isRefusal { outputs.append(.startTLS) }
        if answer.name.effect == .closes { close(&outputs) }
    }

    private mutating func close(_ outputs: inout [Output]) {
        if outputs.last != .close { outputs.append(.close) }
        state = .done
        end()
    }

    /// What becomes of the message under way.
    func outcome(_ verdict: Verdict) -> MessageOutcome {
        let kept: MessageOutcome.Disposition = isDiscarded ? .discarded : .accepted
        return MessageOutcome(
            disposition: verdict.isRefusal ? .refused : kept, envelope: envelope,
            octets: UInt64(message.data.count))
    }
}
