import SMTPSession

/// The words that begin an action in a handler: those of the answers, and `ask`.
@nonexhaustive
public enum ActionName: Hashable, Sendable {
    /// Give an answer of this kind.
    case answer(AnswerName)
    /// Let the person at the prompt answer.
    case ask

    /// What it does, in one sentence.
    public var summary: String {
        switch self {
        case .answer(let name): name.summary
        case .ask: "Ask the person at the prompt."
        }
    }

    /// What follows the word.
    public var syntax: String {
        switch self {
        case .answer(let name): name.syntax
        case .ask: ""
        }
    }

    /// Whether it can answer this kind of question.
    public func suits(_ hook: Hook) -> Bool {
        switch self {
        case .answer(let name): name.suits(hook)
        case .ask: true
        }
    }

    /// The words that can answer a question, `ask` last; all words if the hook is nil.
    public static func all(for hook: Hook?) -> [ActionName] {
        allCases.filter { name in hook.map(name.suits) ?? true }
    }
}

extension ActionName: RawRepresentable, CaseIterable {
    /// Every word, `ask` last.
    public static let allCases = AnswerName.allCases.map(ActionName.answer) + [.ask]

    /// The action of that name, or nil.
    public init?(rawValue: String) {
        guard rawValue != ActionName.ask.rawValue else {
            self = .ask
            return
        }
        guard let name = AnswerName(rawValue: rawValue) else { return nil }
        self = .answer(name)
    }

    /// The word.
    public var rawValue: String {
        switch self {
        case .answer(let name): name.rawValue
        case .ask: "ask"
        }
    }
}
