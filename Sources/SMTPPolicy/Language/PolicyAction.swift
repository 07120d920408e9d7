import SMTPSession

/// What a handler does: it answers, or asks the person.
@nonexhaustive
public enum PolicyAction: Hashable, Sendable, Codable {
    /// Give this answer.
    case answer(Answer)
    /// Let the person at the prompt answer.
    case ask
}

extension PolicyAction: CustomStringConvertible {
    /// The action as written in a handler.
    public var description: String {
        switch self {
        case .answer(let answer): AnswerText.print(answer)
        case .ask: ActionName.ask.rawValue
        }
    }
}
