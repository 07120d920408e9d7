import SMTPSession

/// What a handler does: it answers, or asks the person.
@nonexhaustive
public enum PolicyAction: Hashable, Sendable, Codable {
    /// Give this answer.
    case answer(Answer)
    /// Let the person at the prompt answer.
    case ask
}

extension PolicyAction {
    /// The action without what it says of the link.
    var plain: PolicyAction {
        if case .answer(let answer) = self { .answer(answer.plain) } else { self }
    }
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

/// The words that begin an action in a handler: those of the answers, and `ask`.
package enum ActionName: Hashable, Sendable {
    /// Give an answer of this kind.
    case answer(AnswerName)
    /// Let the person at the prompt answer.
    case ask

    private var answer: AnswerName? { if case .answer(let name) = self { name } else { nil } }

    /// What it does, in one sentence.
    package var summary: String { answer?.summary ?? "Ask the person at the prompt." }

    /// What follows the word.
    package var syntax: String { answer?.syntax ?? "" }

    /// Whether it can answer this kind of question.
    package func suits(_ hook: Hook) -> Bool { answer?.suits(hook) ?? true }

    /// The words that can answer a question, `ask` last; all words if the hook is nil.
    package static func all(for hook: Hook?) -> [ActionName] {
        allCases.filter { name in hook.map(name.suits) ?? true }
    }
}

extension ActionName: RawRepresentable, CaseIterable {
    /// Every word, `ask` last.
    package static let allCases = AnswerName.allCases.map(ActionName.answer) + [.ask]

    /// The action of that name, or nil.
    package init?(rawValue: String) {
        guard rawValue != ActionName.ask.rawValue else {
            self = .ask
            return
        }
        guard let name = AnswerName(rawValue: rawValue) else { return nil }
        self = .answer(name)
    }

    /// The word.
    package var rawValue: String { answer?.rawValue ?? "ask" }
}
