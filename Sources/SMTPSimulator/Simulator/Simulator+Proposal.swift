import SMTPDriver
import SMTPPolicy
import SMTPSession

extension Simulator {
    /// What an empty answer to the open question stands for: what would be decided if nobody were asked and no
    /// handler matched.
    package var proposedAnswer: AnswerName? {
        openQuestion.map { Performance(world).proposal(for: $0) }
    }
}

extension Performance {
    /// The hook's default; for an authentication, the verdict of the users' passwords.
    fileprivate func proposal(for question: Question) -> AnswerName {
        var policy = Policy()
        policy.credentials = world.policy.credentials
        let answer = policy.decide(question, context: context).answer
        // To accept names the user that has proved to be one.
        guard let name = answer?.name, name != .authenticated else { return .accept }
        return name
    }
}
