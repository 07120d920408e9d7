/// What a piece of text on the terminal is.
///
/// A `Theme` says what that looks like.
package enum Label: String, CaseIterable, Hashable, Codable, Sendable {
    /// Text without a role.
    case plain
    /// The mark before what the client sends: `C: `.
    case clientMark
    /// What the client sends.
    case clientText
    /// The mark before what the server sends: `S: `.
    case serverMark
    /// A reply code 2yz, positive completion.
    case positiveCompletionCode
    /// A reply code 3yz, positive intermediate.
    case positiveIntermediateCode
    /// A reply code 4yz, transient negative completion.
    case transientNegativeCode
    /// A reply code 5yz, permanent negative completion.
    case permanentNegativeCode
    /// What the server sends after the code.
    case serverText
    /// The mark before what the person answers: `A: `.
    case answerMark
    /// What the person answers.
    case answerText
    /// The machine's trace: `#~ `.
    case trace
    /// What the tool itself says: `# `.
    case tool
    case warning, error
    /// What to do about it.
    case hint
    /// The `^^^` under what is wrong.
    case caret
    /// The name of a state.
    case state
    /// The identifier of a rule.
    case rule
    /// A question to the person.
    case question
    /// The mask that stands for a secret.
    case secret
    /// The number of a session among several; neighbours differ.
    case session1, session2, session3, session4, session5, session6
    /// What is there but was not expected.
    case diffAdded
    /// What was expected but is missing.
    case diffRemoved

    /// The label of a session's number, from 1: six colours, one after another.
    package static func session(_ number: Int) -> Label {
        let labels: [Label] = [.session1, .session2, .session3, .session4, .session5, .session6]
        return labels[(max(1, number) - 1) % labels.count]
    }

    /// The label of a reply code, by its first digit.
    package static func serverCode(_ code: Int) -> Label {
        switch code {
        case 200...299: .positiveCompletionCode
        case 300...399: .positiveIntermediateCode
        case 400...499: .transientNegativeCode
        case 500...599: .permanentNegativeCode
        default: .serverText
        }
    }
}
