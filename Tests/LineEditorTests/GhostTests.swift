import Testing

@Suite("What usually follows is shown after the line")
struct GhostTests {
    private static let line = "MAIL FROM:<ann@client.example>"

    @Test("It is shown, dim, and Enter does not take it")
    func shown() throws {
        let probe = try Probe.ready(["ghost"])
        try probe.terminal.type("MA")
        try probe.terminal.expect("\u{1B}[2mIL FROM:<ann@client.example>\u{1B}[0m")
        try probe.type("\r", expect: "<line MA>")
        #expect(probe.terminal.screen.text.contains("C: MA"))
    }

    @Test(
        "Right, End and their Ctrl keys take it",
        arguments: ["\u{1B}[C", "\u{1B}OC", "\u{6}", "\u{1B}[F", "\u{1B}[4~", "\u{5}"])
    func taken(_ key: String) throws {
        let probe = try Probe.ready(["ghost"])
        try probe.type("MA\(key)\r", expect: "<line \(Self.line)>")
        #expect(probe.terminal.screen.text.contains("C: " + Self.line))
    }

    @Test("Where the cursor is not at the end, these keys move it, and nothing is shown")
    func inside() throws {
        let probe = try Probe.ready(["ghost"])
        try probe.type("MX\u{1B}[D\u{1B}[D\u{1B}[C!\u{1B}[F?\r", expect: "<line M!X?>")
        try probe.type("M\u{1}\u{1B}[C\r", expect: "<line M>")
    }

    @Test("What is typed over it, deleted before it and called back leaves nothing of it")
    func leavesNothing() throws {
        let probe = try Probe.ready(["ghost"])
        try probe.terminal.type("MAIL FROM:<a")
        try probe.terminal.expect("nn@client")
        try probe.terminal.type("b")
        try probe.terminal.wait(for: "the line") {
            probe.terminal.screen.text.last == "C: MAIL FROM:<ab"
        }
        try probe.terminal.type("\u{7F}")
        try probe.terminal.wait(for: "the ghost") {
            probe.terminal.screen.text.last == "C: " + Self.line
        }
        try probe.terminal.type("\u{15}")
        try probe.terminal.wait(for: "an empty line") { probe.terminal.screen.text.last == "C:" }
        try probe.type("NO\r", expect: "<line NO>")
        try probe.type("\u{1B}[A\r", expect: "<line NO>")
    }

    @Test("It never goes on in another row, and Ctrl-C leaves nothing of it")
    func narrow() throws {
        let probe = try Probe.ready(["ghost"], columns: 20)
        try probe.terminal.type("MAIL")
        try probe.terminal.wait(for: "the ghost") {
            probe.terminal.screen.text.last == "C: MAIL FROM:<ann@c"
        }
        try probe.type("\u{3}", expect: "<interrupted>")
        #expect(probe.terminal.screen.text.contains("C: MAIL^C"))
        try probe.type("MAIL\u{1B}[C\r", expect: "<line \(Self.line)>")
    }

    @Test("A dumb terminal shows none")
    func dumb() throws {
        let probe = try Probe(["ghost"], environment: ["TERM": "dumb"])
        try probe.terminal.expect("C: ")
        try probe.terminal.type("MA\r")
        try probe.terminal.expect("<line MA>")
        #expect(!probe.terminal.output.contains(0x1B))
    }
}
