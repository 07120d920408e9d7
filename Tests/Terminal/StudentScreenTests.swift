import Testing

@Suite("The screens of a student with the program only", .serialized)
struct StudentScreenTests {
    private let program: Program

    init() throws { program = try Program() }

    /// What is typed for each screen.
    private static let walks: [(name: String, lines: [String])] = [
        (
            "first-contact",
            [
                ":help start", "EHLO client.example", "MAIL FROM:<ann@client.example>",
                "RCPT TO:<bob@sim.example>", "DATA", "Subject: Hello", "", "Hi Bob.", ".",
                ":message 1", "QUIT",
            ]
        ),
        (
            "lost",
            [
                "?", "hello", "EHLO", "::why", "", "I want to send a mail", "EHLO client.example",
                "MAILFROM:<ann@client.example>", "MAIL FROM:<ann@client.example>",
                "RCTP TO:<bob@sim.example>", "RCPT TO:<bob@sim.example>,<eve@sim.example>",
                "250 OK", "STARTTLS", "MAIL FROM:<ann@client.example>", ":tls",
            ]
        ),
        (
            "in-text",
            [
                "EHLO client.example", "MAIL FROM:<ann@client.example>",
                "RCPT TO:<bob@sim.example>", "DATA", "help", ":can", "QUIT", "::can", ".",
                "and more text", ":why",
            ]
        ),
        (
            "refused",
            [
                "MAIL FROM:<ann@client.example>", ":why", ":can", "EHLO client.example",
                "MAIL FROM: <ann@client.example>", ":why", ":undo", ":map", ":state",
            ]
        ),
        (
            "policy",
            [
                ":on recipient nosuch@* reject 550 5.1.1 \"No such user\"", ":ask recipient",
                "EHLO client.example", "MAIL FROM:<ann@client.example>",
                "RCPT TO:<nosuch@sim.example>", "550 5.1.1 No such user",
                "RCPT TO:<bob@sim.example>", "", ":hooks", ":undo 2", ":checkpoint here", ":redo",
                ":restore here", ":sessions",
            ]
        ),
        (
            "closed",
            ["EHLO client.example", "QUIT", "NOOP", ":can", ":undo", "QUIT", ":connect"]
        ),
        (
            "teach",
            [
                ":set trace teach", "EHLO client.example", "MAIL FROM:<ann@client.example>",
                "RCPT TO:<bob@sim.example>", "RCPT TO:<eve@sim.example>", ":set prompt full",
                "DATA", "Hello", ".",
            ]
        ),
    ]

    @Test(
        "are as they were agreed on",
        arguments: walks.map(\.name), [80, 40])
    func screen(_ name: String, _ columns: Int) throws {
        let terminal = try program.onTerminal(columns: columns)
        let walk = try #require(Self.walks.first { $0.name == name })
        for line in walk.lines { try terminal.typeLine(line) }
        try GoldenScreen(name, columns: columns).expect(terminal)
        #expect(terminal.screen.text.allSatisfy { $0.count <= columns })
    }
}
