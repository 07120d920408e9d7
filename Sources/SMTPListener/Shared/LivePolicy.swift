import NIOConcurrencyHelpers
import SMTPPolicy
import SMTPSession

/// The policy and the settings of all sessions, which change while they are served.
///
/// A class, since all of them share it.
final class LivePolicy: Sendable {
    private struct Contents {
        var policy: Policy
        var configuration: Configuration
        var generation = 0
    }

    private let contents: NIOLockedValueBox<Contents>

    init(_ policy: Policy, _ configuration: Configuration) {
        contents = NIOLockedValueBox(Contents(policy: policy, configuration: configuration))
    }

    /// How often it was changed.
    var generation: Int { contents.withLockedValue { $0.generation } }

    var policy: Policy { contents.withLockedValue { $0.policy } }

    var configuration: Configuration { contents.withLockedValue { $0.configuration } }

    /// Everything at one moment.
    var current: (policy: Policy, configuration: Configuration, generation: Int) {
        contents.withLockedValue { ($0.policy, $0.configuration, $0.generation) }
    }

    func changePolicy(_ change: (inout Policy) -> Void) {
        contents.withLockedValue {
            change(&$0.policy)
            $0.generation += 1
        }
    }

    func changeConfiguration(_ change: (inout Configuration) -> Void) {
        contents.withLockedValue {
            change(&$0.configuration)
            $0.generation += 1
        }
    }

    /// Decides a question, and counts.
    func decide(_ question: Question, _ context: DecisionContext) -> Decision {
        contents.withLockedValue { $0.policy.decide(question, context: context) }
    }

    /// What is decided where somebody was to be asked, without them: by handlers, users, the default.
    func proposal(_ question: Question, _ context: DecisionContext) -> Decision {
        var policy = policy
        policy.asks = []
        policy.next = nil
        let decision = policy.decide(question, context: context)
        return decision.answer == nil
            ? Decision(question.hook.defaultAnswer, by: .default) : decision
    }

    /// The decision that somebody's answer makes.
    func decide(_ question: Question, as answer: Answer, _ context: DecisionContext) -> Decision {
        policy.decide(question, as: answer, context: context)
    }
}
