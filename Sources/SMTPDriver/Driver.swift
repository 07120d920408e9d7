import SMTPPolicy
import SMTPSession

// The driver's contract
//
// * Hand over what happens in the order in which it happens, each with its time if time counts: deadlines
//   are looked at whenever a time is handed over, and at `deadline` at the latest.
// * Perform all outputs of an input in order before handing over the next one.
// * While a question is open or its answer delayed, octets can be handed over: they wait inside the machine.
//   A driver that wants to bound its memory stops reading until the answer is given.
// * After `startTLS` octets in clear may still come; the machine drops them. `secured` or `closed` is next.
// * After `close` nothing is heard any more: send what was said before, then close. `closed` is harmless then.
// * A server that stops hands over `shutdown`, sends what comes of it, and closes.

/// Drives a machine: hands inputs over, has its questions decided, and performs what comes of that.
///
/// Who conforms says how an input is handed over, who decides, and what is noted; the loop is here.
public protocol Driver: ~Copyable {
    /// The question waiting for an answer.
    var openQuestion: Question? { get }

    /// Hands one input to the machine and performs all outputs, in order; one that the machine does not
    /// take now throws and changes nothing.
    mutating func hand(_ input: Input) throws(Misuse)

    /// Decides a question; without an answer somebody outside gives it later, by `settle`.
    mutating func decide(_ question: Question) -> Decision

    /// Notes a decision before it takes effect.
    mutating func note(_ question: Question, _ decision: Decision)

    /// The answer in the place of one that does not fit its question.
    func fallback(for question: Question) -> Answer
}

extension Driver where Self: ~Copyable {
    /// The hook's default answer.
    public func fallback(for question: Question) -> Answer { question.hook.defaultAnswer }

    /// Hands an input over and has every question that comes of it decided, until there is none, or one
    /// waits for somebody outside; an input that the machine does not take now changes nothing.
    ///
    /// A loop, not a recursion: 100,000 commands can come in one write.
    @inlinable
    public mutating func drive(_ input: Input) throws(Misuse) {
        try hand(input)
        decideAll()
    }

    /// Has every question decided, until there is none, or one waits for somebody outside.
    @inlinable
    public mutating func decideAll() {
        while let question = openQuestion {
            let decision = decide(question)
            guard decision.answer != nil else { return note(question, decision) }
            settle(question, decision)
        }
    }

    /// Gives the answer to the open question; one that does not fit it is replaced by the fallback.
    @inlinable
    public mutating func settle(_ question: Question, _ decision: Decision) {
        guard let answer = decision.answer else { return }
        note(question, decision)
        guard (try? hand(.answer(answer))) == nil else { return }
        let fallback = Decision(fallback(for: question), by: .default)
        note(question, fallback)
        try? hand(.answer(fallback.answer ?? question.hook.defaultAnswer))
    }
}
