import NIOCore
import NIOPosix
import SMTPDriver
import SMTPGrammar
import SMTPPolicy
import SMTPSession

// RFC 5321 §4.2.5: with 250 after the end of the text, "the SMTP server accepts responsibility for the
// message": so a message is in the store before that is said.

extension Connection {
    /// Takes a piece of the text under way.
    func take(_ piece: ArraySlice<UInt8>) {
        guard commons.kept.isWanted || commons.store != nil else { return }
        openText()
        guard let written = text?.append(piece, commons.kept) else { return }
        isWriting = true
        written.whenComplete { _ in
            self.isWriting = false
            self.goOn()
        }
    }

    /// A decision, unless it takes a message that has yet to be stored: then it waits in `storing`.
    func storing(_ question: Question, _ decision: Decision) -> Decision {
        guard relay != nil else { return kept(question, decision) }
        let decision = relayed(question, decision)
        return decision.answer == nil ? decision : kept(question, decision)
    }

    /// A decision, once nobody else has a say in it.
    func kept(_ question: Question, _ decision: Decision) -> Decision {
        guard case .message(let envelope, let octets) = question, let answer = decision.answer,
            answer.takesMessage, !envelope.isDiscarded, !envelope.recipients.isEmpty,
            commons.kept.isWanted || commons.store != nil
        else { return decision }
        openText()
        let name = commons.kept.name()
        text?.name = name
        var named = decision
        if machine.value.takesWording { named.answer = answer.naming(name) }
        guard let deposit = text?.deposit else { return named }
        storing = .underWay(question, named)
        pauseClock()
        let message = message(name, envelope, octets, content: nil)
        deposit.finish(message).whenComplete { self.stored($0) }
        return Decision(nil, by: decision.source)
    }

    /// The store has the message, or does not want it.
    private func stored(_ result: Result<String, any Error>) {
        guard case .underWay(let question, let decision)? = storing else { return }
        storing = nil
        watch?.resume(machine.value)
        switch result {
        case .success(let name):
            text?.storedName = name
            settle(decided: question, decision)
        case .failure(let error):
            let reply = (error as? Refusal)?.reply ?? ListenerReplies.noStorage
            commons.watcher?.note(.failed(session: number, .storage("\(error)")))
            settle(decided: question, Decision(.tempfail(reply), by: .recorded))
        }
        var driver = self
        driver.decideAll()
        goOn()
    }

    /// Keeps a message that the client was told is accepted, and forgets any other.
    func settle(_ outcome: MessageOutcome) {
        switch outcome.disposition {
        case .resumed:
            resumeText(outcome)
            watch?.record(.message(outcome))
            return
        case .interrupted: keepInterrupted(outcome)
        case .accepted, .discarded, .refused: forgetInterruption(outcome)
        }
        guard outcome.disposition == .accepted else {
            forgetText()
            watch?.record(.message(outcome))
            return
        }
        defer { text = nil }
        guard commons.kept.isWanted || commons.audience != nil else {
            commons.kept.count()
            watch?.record(.message(outcome))
            return
        }
        let message = message(
            text?.name ?? commons.kept.name(), outcome.envelope, outcome.octets,
            content: text?.content)
        commons.kept.accept(message)
        watch?.record(
            .message(outcome), identifier: commons.kept.isWanted ? message.identifier : nil)
        commons.audience?.note(.received(session: number, message))
    }

    /// Forgets the text under way, and takes it out of the store again.
    func forgetText() {
        text?.abandon(commons.kept)
        if let name = text?.storedName, let store = commons.store {
            commons.pool?.submit { _ in store.remove(name) }
        }
        text = nil
    }

    private func openText() {
        guard text == nil else { return }
        text = IncomingText(commons.kept, deposit())
    }

    private func deposit() -> Deposit? {
        guard let store = commons.store, let pool = commons.pool else { return nil }
        let envelope = machine.value.envelope
        let origin = origin
        return Deposit(pool, loop) { try store.sink(for: envelope, from: origin) }
    }

    /// Where messages come from now; the machine's clock may have stood still.
    private var origin: MessageOrigin {
        var origin = machine.origin
        origin.received = now
        return origin
    }

    private func message(
        _ name: String, _ envelope: Envelope, _ octets: UInt64, content: MessageContent?
    ) -> ReceivedMessage {
        ReceivedMessage(
            identifier: name, envelope: envelope, origin: origin, octets: octets, content: content)
    }
}
