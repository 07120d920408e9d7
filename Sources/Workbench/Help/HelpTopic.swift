/// What `:help` covers besides the commands.
public enum HelpTopic: String, CaseIterable, Hashable, Sendable {
    case keys, states, trace, content, hooks, actions, qualifiers, patterns, answers, script

    /// A few words, for a list.
    public var title: String {
        switch self {
        case .keys: "the keys of the prompt"
        case .states: "what the server waits for"
        case .trace: "the lines that begin with #~"
        case .content: "typing message text and SASL responses"
        case .hooks: "the questions that a server decides"
        case .actions: "how to answer a question"
        case .qualifiers: "how often a handler answers"
        case .patterns: "which questions a handler answers"
        case .answers: "the A: prompt"
        case .script: "the script language"
        }
    }
}
