import SMTPSession

/// What a rule does: it answers, or has the person asked.
public enum PolicyAction: Hashable, Sendable, Codable {
    /// Give this answer.
    case answer(Answer)
    /// Let the person at the prompt answer.
    case ask
}

extension PolicyAction: CustomStringConvertible {
    /// The action as it stands in a rule.
    public var description: String {
        switch self {
        case .answer(let answer): AnswerText.print(answer)
        case .ask: ActionName.ask.rawValue
        }
    }
}
