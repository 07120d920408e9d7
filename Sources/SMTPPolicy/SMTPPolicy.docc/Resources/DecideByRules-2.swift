import SMTPGrammar
import SMTPPolicy
import SMTPSession

var policy = Policy()
policy.rules.append(
    try PolicyRule(parsing: "recipient *@sim.example tempfail 451 4.7.1 \"Later\" once"))

let question = Question.recipient(try Path(parsing: "bob@sim.example".utf8))
for _ in 1...2 {
    let decision = policy.decide(question)
    print(decision.source, decision.answer?.name ?? .ask)
}
