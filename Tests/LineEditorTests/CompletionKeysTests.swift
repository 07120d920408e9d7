import Testing

@Suite("Tab completes")
struct CompletionKeysTests {
    @Test("A single candidate is inserted with its suffix, whatever the case of what was typed")
    func unique() throws {
        let probe = try Probe.ready()
        try probe.terminal.type("eh\t")
        try probe.terminal.expectScreen(["C: EHLO"])
        try probe.type("a\r", expect: "<line EHLO a>")
        try probe.terminal.type("ma\t")
        try probe.terminal.expect("MAIL FROM:<")
        try probe.type("a>\r", expect: "<line MAIL FROM:<a>>")
    }

    @Test("Several candidates are inserted as far as they agree, then listed above the line")
    func list() throws {
        let probe = try Probe.ready()
        try probe.terminal.type("N\t")
        try probe.terminal.expectScreen(["C: NO"])
        try probe.terminal.type("\t")
        try probe.terminal.expectScreen(["C: NO", "NOOP    NOTIFY", "C: NO"])
        try probe.type("OP\r", expect: "<line NOOP>")
    }

    @Test("Candidates are listed in columns that fit")
    func narrow() throws {
        let probe = try Probe.ready(columns: 20)
        try probe.terminal.type("\t")
        try probe.terminal.expectScreen([
            "C:", "EHLO", "EXPN", "MAIL FROM:<", "NOOP", "NOTIFY", "C:",
        ])
    }

    @Test("The list appears below a line of several rows")
    func longLine() throws {
        let probe = try Probe.ready(columns: 20)
        try probe.terminal.type("NO 0123456789012345678901234567890\u{1B}[H\u{1B}[C\u{1B}[C\t")
        try probe.terminal.expectScreen([
            "C: NO 01234567890123", "45678901234567890", "NOOP    NOTIFY",
            "C: NO 01234567890123", "45678901234567890",
        ])
        #expect(probe.terminal.screen.cursor == (3, 5))
    }

    @Test("No candidate beeps")
    func none() throws {
        let probe = try Probe.ready()
        try probe.terminal.type("zz\t")
        try probe.terminal.expect("zz\u{7}")
        try probe.type("\r", expect: "<line zz>")
    }

    @Test("Tab inside text that comes all at once is a tab")
    func tabInPaste() throws {
        let probe = try Probe.ready()
        try probe.type("EH\tx\r\ny\r\n", expect: "<line EH\\x09x>")
        try probe.terminal.expect("<line y>")
    }
}
