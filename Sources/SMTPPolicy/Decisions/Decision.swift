import SMTPSession

/// How a question was decided, and by whom.
///
///     #~ RCPT   recipient nosuch@sim.example: reject (handler 1)
public struct Decision: Hashable, Sendable, Codable {
    /// Who decided.
    @nonexhaustive
    public enum Source: Hashable, Sendable, Codable {
        /// Nobody: the default of the hook.
        case `default`
        /// The handler with this number, from 1.
        case handler(Int)
        /// The one-shot action.
        case next
        /// The person at the prompt.
        case `operator`
        /// The users and their secrets, by a SASL mechanism.
        case credentials
        /// The person at the prompt is to decide: there is no answer yet.
        case ask
    }

    /// What to answer; nil if the person is to decide.
    public var answer: Answer?
    /// Who decided.
    public var source: Source

    /// A decision.
    public init(_ answer: Answer?, by source: Source) {
        self.answer = answer
        self.source = source
    }
}

extension Decision.Source: CustomStringConvertible {
    /// Who decided, as in the trace: `default`, `handler 1`.
    public var description: String {
        switch self {
        case .default: "default"
        case .handler(let number): "handler \(number)"
        case .next: "next"
        case .operator: "operator"
        case .credentials: "credentials"
        case .ask: "ask"
        }
    }
}
