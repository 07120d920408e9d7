import Testing

@Suite("Keys that are no characters")
struct UnboundKeysTests {
    @Test(
        "A key without a meaning leaves nothing in the line",
        arguments: [
            "OP", "OS", "[15~", "[24~", "[2~", "[3;5~", "[1;6C", "[1;2P", "[[A", "[23$", "[Z", "[I",
            "[57399u", "[27;5;9~", "O2P", "Ou", "\u{1B}[A", "\u{1B}OP", "[<0;1;1M",
        ])
    func nothing(_ sequence: String) throws {
        let probe = try Probe.ready()
        try probe.type("NO\u{1B}\(sequence)OP\r", expect: "<line NOOP>")
    }

    @Test(
        "Arrows with Ctrl or Alt go by words, with Shift by characters",
        arguments: [
            ("[1;5D", "one !two"), ("[1;3D", "one !two"), ("Od", "one !two"), ("[1;2D", "one tw!o"),
            ("[1;5D\u{1B}[1;5D\u{1B}[1;5C", "one! two"), ("[1;2D\u{1B}[1;2C", "one two!"),
        ])
    func arrows(_ sequence: String, _ line: String) throws {
        let probe = try Probe.ready()
        try probe.type("one two\u{1B}\(sequence)!\r", expect: "<line \(line)>")
    }

    @Test("Up and Down with Shift call lines back, with Ctrl those that begin as the line does")
    func upAndDown() throws {
        let probe = try Probe.ready()
        try probe.type("EHLO a\r", expect: "<line EHLO a>")
        try probe.type("NOOP\r", expect: "<line NOOP>")
        try probe.type("\u{1B}[1;2A\u{1B}[1;2A\r", expect: "<line EHLO a>")
        try probe.type("NO\u{1B}[1;5A\r", expect: "<line NOOP>")
    }

    @Test("A key that the person's editrc names is libedit's")
    func editrc() throws {
        let home = try Folder()
        try home.write("bind ^[[15~ ed-move-to-beg\n", to: ".editrc")
        let probe = try Probe.ready(home: home)
        try probe.type("ne\u{1B}[15~o\r", expect: "<line one>")
    }
}
