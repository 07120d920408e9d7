import SMTPScript

do {
    _ = try ScriptParser.parse(Array("C: NOOP\nX: 250\nS= 9\n".utf8), name: "broken.smtp")
} catch {
    for diagnostic in error.diagnostics { print(diagnostic) }
}
