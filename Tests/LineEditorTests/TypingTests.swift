import Testing

@Suite("A person types on a terminal")
struct TypingTests {
    @Test("A line is typed and shown after the prompt")
    func typing() throws {
        let probe = try Probe.ready()
        try probe.type("EHLO client.example\r", expect: "<line EHLO client.example>")
        try probe.terminal.expectScreen([
            "C: EHLO client.example", "<line EHLO client.example>", "C:",
        ])
    }

    @Test("An empty line is a line")
    func emptyLine() throws {
        let probe = try Probe.ready()
        try probe.type("\r", expect: "<line >")
    }

    @Test("The arrow keys, Home, End and Delete edit the line")
    func editing() throws {
        let probe = try Probe.ready()
        try probe.type(
            "XHL \u{1B}[D\u{1B}[DO\u{1B}[D\u{1B}[CX\u{7F}\u{1B}[H\u{1B}[3~E\u{1B}[Fa\r",
            expect: "<line EHOL a>")
    }

    @Test("Ctrl-arrows go by words")
    func words() throws {
        let probe = try Probe.ready()
        try probe.type(
            "one two three\u{1B}[1;5D\u{1B}[1;5D_\u{1B}[1;5C\u{1B}[1;5C_\r",
            expect: "<line one _two three_>")
    }

    @Test("Ctrl-W deletes the word before the cursor, Ctrl-U the line")
    func deleting() throws {
        let probe = try Probe.ready()
        try probe.type("one two\u{17}2\r", expect: "<line one 2>")
        try probe.type("one two\u{15}2\r", expect: "<line 2>")
    }

    @Test("A prompt with colour takes as many columns as its text")
    func promptWidth() throws {
        let probe = try Probe.ready(columns: 20)
        try probe.terminal.type("0123456789012345678")
        try probe.terminal.expectScreen(["C: 01234567890123456", "78"])
        try probe.terminal.type("\u{1}_")
        try probe.terminal.expectScreen(["C: _0123456789012345", "678"])
        #expect(probe.terminal.screen.cursor == (0, 4))
    }

    @Test("Ctrl-D on an empty line is the end of the input, and reading continues")
    func endOfInput() throws {
        let probe = try Probe.ready()
        try probe.type("\u{4}", expect: "<end>")
        try probe.type("on\r", expect: "<line on>")
        try probe.type("\u{4}", expect: "<end>")
        try probe.terminal.type("\u{4}")
        try probe.terminal.expect("<bye>")
        #expect(try probe.terminal.waitForExit() == .exited(0))
    }

    @Test("Ctrl-D inside a line deletes the character under the cursor")
    func deleteForwards() throws {
        let probe = try Probe.ready()
        try probe.type("ab\u{1B}[D\u{4}\r", expect: "<line a>")
    }

    @Test("Ctrl-V quotes a control character")
    func quoting() throws {
        let probe = try Probe.ready()
        try probe.terminal.type("a\u{16}")
        // The terminal goes into another mode for the quoted key, which takes it a moment.
        try probe.terminal.expect("a")
        try probe.type("\u{1}b\r", expect: "<line a\\x01b>")
    }

    @Test("The keys of vi are there for whom editrc says so, completion and paste included")
    func viKeys() throws {
        let home = try Folder()
        try home.write("bind -v\n", to: ".editrc")
        let probe = try Probe.ready(home: home)
        try probe.type("abc\u{1B}0xi_\r", expect: "<line _bc>")
        try probe.terminal.type("NOO\t")
        try probe.terminal.expectScreen(["C: _bc", "<line _bc>", "C: NOOP"])
        try probe.type("\r", expect: "<line NOOP >")
        try probe.type("\u{1B}[200~a\nb\n\u{1B}[201~", expect: "<lines a|b>")
    }

    @Test("With edit off in editrc the terminal itself edits")
    func editOff() throws {
        let home = try Folder()
        try home.write("edit off\n", to: ".editrc")
        let probe = try Probe.ready(home: home)
        try probe.type("axb\u{7F}\u{7F}b\r", expect: "<line ab>")
        try probe.terminal.type("half")
        try probe.terminal.expect("half")
        try probe.type("\u{3}", expect: "<interrupted>")
        try probe.type("\u{4}", expect: "<end>")
        try probe.type("on\r", expect: "<line on>")
        #expect(!probe.terminal.output.contains { $0 == 0x07 })
        #expect(!String(decoding: probe.terminal.output, as: UTF8.self).contains("?2004"))
    }
}
