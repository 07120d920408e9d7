import SMTPSimulator

let script = """
    C: EHLO client.example
    S= 250
    C: RCPT TO:<bob@sim.example>
    S= 250
    """
let report = ScriptRunner().run(Array(script.utf8), name: "early.smtp")
print("\(report.met) of \(report.expectations) expectations met")
for line in report.lines { print(line) }
