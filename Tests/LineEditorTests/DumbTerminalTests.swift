import Testing

@Suite("A terminal that obeys no escape sequences")
struct DumbTerminalTests {
    @Test(
        "Nothing is written that it would show as rubbish",
        arguments: [
            ["TERM": "dumb"], ["TERM": ""], ["TERM": "no-such-terminal"],
            ["TERM": "dumb", "INSIDE_EMACS": "30"],
        ])
    func noEscapes(environment: [String: String]) throws {
        let probe = try Probe(environment: environment)
        try probe.terminal.expect("C: ")
        try probe.terminal.type("EHLO ax\u{7F}\r")
        try probe.terminal.expect("<line EHLO a>")
        try probe.terminal.expect("C: ")
        try probe.terminal.type("half")
        try probe.terminal.expect("half")
        try probe.terminal.type("\u{3}")
        try probe.terminal.expect("<interrupted>")
        try probe.terminal.expect("C: ")
        try probe.terminal.type("quit\r")
        #expect(try probe.terminal.waitForExit() == .exited(0))
        #expect(!probe.terminal.output.contains(0x1B))
    }

    @Test("It has history and completion all the same")
    func editing() throws {
        let probe = try Probe(environment: ["TERM": "dumb"])
        try probe.terminal.expect("C: ")
        try probe.terminal.type("N\t\t")
        try probe.terminal.expect("NOOP    NOTIFY")
        try probe.terminal.type("OP\r")
        try probe.terminal.expect("<line NOOP>")
        try probe.terminal.expect("C: ")
        try probe.terminal.type("\u{10}1\r")
        try probe.terminal.expect("<line NOOP1>")
        #expect(!probe.terminal.output.contains(0x1B))
    }
}
