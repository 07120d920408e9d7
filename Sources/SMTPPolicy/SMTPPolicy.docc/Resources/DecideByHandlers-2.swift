import SMTPGrammar
import SMTPPolicy
import SMTPSession

var policy = Policy()
policy.handlers.append(
    try Handler(parsing: "recipient *@sim.example tempfail 451 4.7.1 \"Later\" once"))

let question = Question.recipient("bob@sim.example")
for _ in 1...2 {
    let decision = policy.decide(question)
    print(decision.source, decision.answer?.name.rawValue ?? "ask")
}
