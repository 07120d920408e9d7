import SMTPScript

let text = """
    C: NOOP
    S= 250
    """
let script = try ScriptParser.parse(Array(text.utf8), name: "noop.smtp")
for step in script.steps { print(step.firstLine, step) }
