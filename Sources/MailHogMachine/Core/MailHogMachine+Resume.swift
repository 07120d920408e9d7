extension MailHogMachine {
    /// Stops until a handler has decided.
    mutating func ask(_ inquiry: Inquiry) -> Step {
        self.inquiry = inquiry
        return .ask(inquiry)
    }

    /// Continues where a handler was asked.
    mutating func resume(_ verdict: Verdict) -> Step {
        guard let inquiry else { return .done(nil) }
        self.inquiry = nil
        switch inquiry {
        case .verb(let command): return resumeVerb(command, verdict)
        case .mechanisms: return .done(resumeMechanisms(verdict))
        case .authentication: return .done(resumeAuthentication(verdict))
        case .tls: return .done(resumeTLS(verdict))
        case .sender(let sender): return .done(resumeSender(sender, verdict))
        case .recipient(let recipient): return .done(resumeRecipient(recipient, verdict))
        case .message: return .done(resumeMessage(verdict))
        }
    }
}
