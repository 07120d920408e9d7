import SMTPPolicy

do {
    let handler = try Handler(parsing: "recipient *@sim.example tempfail 451 4.7.1 \"Later\" once")
    print(handler.hook, handler.action)
} catch {
    print(error)
}
