import Testing

@Suite("Text is pasted")
struct PasteTests {
    private let start = "\u{1B}[200~"
    private let end = "\u{1B}[201~"

    @Test("Several lines are one event, exact, and nothing of them is completed or shown")
    func lines() throws {
        let probe = try Probe.ready()
        let bytes =
            Array(start.utf8) + Array("EH\tLO\r\nMAIL \u{1}".utf8) + [0xFF, 0x00]
            + Array("\rRCPT\n\n".utf8) + Array(end.utf8)
        try probe.terminal.send(bytes)
        try probe.terminal.expect("<lines EH\\x09LO|MAIL \\x01\\xff\\x00|RCPT|>")
        try probe.terminal.expectScreen(["<lines EH\\x09LO|MAIL \\x01\\xff\\x00|RCPT|>", "C:"])
    }

    @Test("What was typed joins the first line, what follows the last line end is edited")
    func unfinishedLine() throws {
        let probe = try Probe.ready()
        try probe.type(
            "MAIL >\u{1B}[D\(start)FROM:<a>\nRCPT\nTO:<b\(end)",
            expect: "<lines MAIL FROM:<a>|RCPT>")
        try probe.terminal.expectScreen(["<lines MAIL FROM:<a>|RCPT>", "C: TO:<b>"])
        try probe.type("c\r", expect: "<line TO:<bc>>")
    }

    @Test("A paste without a line end is inserted")
    func inserted() throws {
        let probe = try Probe.ready()
        try probe.type("a\(start)N\té\(end)z\r", expect: "<line aN\\x09\\xc3\\xa9z>")
    }

    @Test("A paste that comes byte by byte is a paste")
    func slowly() throws {
        let probe = try Probe.ready()
        for character in "\(start)a\nb\n\(end)" {
            try probe.terminal.type(String(character))
        }
        try probe.terminal.expect("<lines a|b>")
    }

    @Test("A large paste arrives whole")
    func large() throws {
        let probe = try Probe.ready()
        let line = String(repeating: "0123456789", count: 50)
        let text = String(repeating: "\(line)\n", count: 400)
        try probe.terminal.type("\(start)\(text)\(end)")
        let written = try probe.terminal.expect(">\r\n")
        let expected = Array(repeating: line, count: 400).joined(separator: "|")
        #expect(written.hasSuffix("<lines \(expected)"))
    }

    @Test("A paste during a search ends the search")
    func duringSearch() throws {
        let probe = try Probe.ready()
        try probe.type("one\r", expect: "<line one>")
        try probe.terminal.type("\u{12}on")
        try probe.terminal.expect("bck:")
        try probe.type("\(start)!\(end)\r", expect: "!")
    }

    @Test("The terminal is asked to mark pastes only while a line is read")
    func bracketedPasteMode() throws {
        let probe = try Probe.ready()
        #expect(probe.terminal.screen.hasBracketedPaste)
        try probe.terminal.type("work\r")
        try probe.terminal.expect("<working>")
        #expect(!probe.terminal.screen.hasBracketedPaste)
    }

    @Test("Lines that come without marks are read one by one, CR LF being one line end")
    func withoutMarks() throws {
        let probe = try Probe.ready()
        try probe.terminal.type("one\r\ntwo\r\n\r\nthree\r\n")
        for line in ["one", "two", "", "three"] {
            try probe.terminal.expect("<line \(line)>")
        }
    }
}
