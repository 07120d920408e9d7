import Testing

@Suite("Where there is no terminal")
struct NoTerminalTests {
    @Test("A terminal source needs a terminal")
    func noTerminal() throws {
        let terminal = try PseudoTerminal(
            "/bin/sh", ["-c", "\(Probe.path) </dev/null; \(Probe.path) | cat"],
            environment: ["TERM": "xterm", "PATH": "/usr/bin:/bin"])
        try terminal.expect("<no terminal>")
        try terminal.expect("<no terminal>")
    }

    @Test("A terminal that goes away ends the program, even one that ignores the hang-up")
    func hangUp() throws {
        let home = try Folder()
        do {
            let terminal = try PseudoTerminal(
                "/bin/sh",
                [
                    "-c",
                    "trap '' HUP; \(Probe.path) history \(home.file("history")); echo $? >\(home.file("status"))",
                ],
                environment: ["TERM": "xterm-256color", "PATH": "/usr/bin:/bin"])
            try terminal.expect(Probe.prompt)
            try terminal.type("one\r")
            try terminal.expect(Probe.prompt)
            terminal.hangUp()
            try terminal.wait(for: "the history file") {
                (try? home.read("status")) != nil
            }
        }
        #expect(try home.read("history") == "one\n")
        #expect(try home.read("status") == "0\n")
    }
}
