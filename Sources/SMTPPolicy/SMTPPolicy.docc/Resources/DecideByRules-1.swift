import SMTPPolicy

do {
    let rule = try PolicyRule(parsing: "recipient *@sim.example tempfail 451 4.7.1 \"Later\" once")
    print(rule.hook, rule.action)
} catch {
    print(error)
}
