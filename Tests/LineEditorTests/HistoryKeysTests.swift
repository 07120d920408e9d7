import Testing

@Suite("Lines are called back")
struct HistoryKeysTests {
    @Test("Up and Down go through the history")
    func upAndDown() throws {
        let probe = try Probe.ready()
        try probe.type("one\r", expect: "<line one>")
        try probe.type("two\r", expect: "<line two>")
        try probe.type("\u{1B}[A\u{1B}[A!\r", expect: "<line one!>")
        try probe.type("\u{1B}[A\u{1B}[A\u{1B}[B\r", expect: "<line one!>")
    }

    @Test("Ctrl-R searches while one types")
    func search() throws {
        let probe = try Probe.ready()
        try probe.type("MAIL FROM:<ann@a.example>\r", expect: "<line MAIL")
        try probe.type("RCPT TO:<bob@b.example>\r", expect: "<line RCPT")
        try probe.terminal.type("\u{12}ann@")
        try probe.terminal.expect("MAIL FROM")
        try probe.type("\r", expect: "<line MAIL FROM:<ann@a.example>>")
    }

    @Test("A line that begins with a space, and one that repeats the last, are not recorded")
    func notRecorded() throws {
        let probe = try Probe.ready()
        try probe.type("one\r", expect: "<line one>")
        try probe.type("two\r", expect: "<line two>")
        try probe.type("two\r", expect: "<line two>")
        try probe.type(" secret\r", expect: "<line  secret>")
        try probe.type("\u{1B}[A\u{1B}[A\r", expect: "<line one>")
    }

    @Test("The history is kept in a file that only its owner may read")
    func file() throws {
        let home = try Folder()
        let first = try Probe.ready(["history", home.file("state/probe/history")], home: home)
        try first.type("EHLO é.example\r", expect: "<line EHLO")
        try first.terminal.type("quit\r")
        try first.terminal.expect("<bye>")
        #expect(try first.terminal.waitForExit() == .exited(0))
        #expect(try home.read("state/probe/history") == "EHLO é.example\n")
        #expect(try home.mode("state/probe/history") == 0o600)
        #expect(try home.mode("state/probe") == 0o700)

        let second = try Probe.ready(["history", home.file("state/probe/history")], home: home)
        try second.type("\u{1B}[A\r", expect: "<line EHLO \\xc3\\xa9.example>")
    }

    @Test("Two sessions at once do not lose each other's lines")
    func twoSessions() throws {
        let home = try Folder()
        let arguments = ["history", home.file("history")]
        let first = try Probe.ready(arguments, home: home)
        let second = try Probe.ready(arguments, home: home)
        try first.type("one\r", expect: "<line one>")
        try second.type("two\r", expect: "<line two>")
        for probe in [first, second] {
            try probe.terminal.type("quit\r")
            try probe.terminal.expect("<bye>")
        }
        #expect(try home.read("history") == "one\ntwo\n")
    }

    @Test("Each line is in the file at once, however the program ends", arguments: [1, 9, 15])
    func ended(_ signal: Int32) throws {
        let home = try Folder()
        let probe = try Probe.ready(["history", home.file("history")], home: home)
        try probe.type("one\r", expect: "<line one>")
        try probe.terminal.type("unfinished")
        probe.terminal.signal(signal)
        #expect(try probe.terminal.waitForExit() == .signalled(signal))
        #expect(try home.read("history") == "one\n")
        #expect(try home.mode("history") == 0o600)
    }

    @Test("Page Up and Page Down go through the lines that begin as the line does")
    func pages() throws {
        let probe = try Probe.ready()
        for line in ["EHLO a", "MAIL a", "EHLO b", "NOOP"] {
            try probe.type(line + "\r", expect: "<line \(line)>")
        }
        try probe.type("EH\u{1B}[5~\r", expect: "<line EHLO b>")
        try probe.type("EH\u{1B}[5~\u{1B}[5~\r", expect: "<line EHLO a>")
        try probe.type("EH\u{1B}[5~\u{1B}[5~\u{1B}[6~\r", expect: "<line EHLO a>")
        try probe.type("EH\u{1B}[5~\u{1B}[6~X\r", expect: "<line EHX>")
        try probe.type("RC\u{1B}[5~X\r", expect: "<line RCX>")
        try probe.type("MA\u{1B}[5~\u{1B}[D!\r", expect: "<line MAIL !a>")
        try probe.type("\u{1B}[5~\r", expect: "<line MAIL !a>")
    }

    @Test("A history that cannot be read or written is reported, and nothing else happens")
    func unusableFile() throws {
        let home = try Folder()
        let probe = try Probe(["history", home.path], home: home)
        try probe.terminal.expect("<history: cannot read \(home.path): Invalid argument>")
        try probe.terminal.expect(Probe.prompt)
        try probe.type("one\r", expect: "<line one>")
    }
}
