import Foundation
import Testing

@Suite("Signals and windows")
struct SignalTests {
    @Test("Ctrl-C drops the line and continues")
    func interrupt() throws {
        let probe = try Probe.ready()
        try probe.terminal.type("half")
        try probe.terminal.expect("half")
        try probe.type("\u{3}", expect: "<interrupted>")
        try probe.type("whole\r", expect: "<line whole>")
        try probe.terminal.expectScreen([
            "C: half^C", "<interrupted>", "C: whole", "<line whole>", "C:",
        ])
    }

    @Test("Ctrl-C inside a line of several rows shows below it")
    func interruptInside() throws {
        let probe = try Probe.ready(columns: 20)
        try probe.terminal.type("0123456789012345678901234567890\u{1}_")
        try probe.terminal.expectScreen(["C: _0123456789012345", "678901234567890"])
        try probe.type("\u{3}", expect: "<interrupted>")
        try probe.terminal.expectScreen([
            "C: _0123456789012345", "678901234567890^C", "<interrupted>", "C:",
        ])
    }

    @Test("Ctrl-C ends a search and drops the line")
    func interruptSearch() throws {
        let probe = try Probe.ready()
        try probe.type("one\r", expect: "<line one>")
        try probe.terminal.type("\u{12}on")
        try probe.terminal.expect("bck:")
        try probe.type("\u{3}", expect: "<interrupted>")
        try probe.type("two\r", expect: "<line two>")
    }

    @Test("A second Ctrl-C during work that continues ends the process")
    func interruptTwice() throws {
        let probe = try Probe.ready()
        try probe.terminal.type("deaf work\r")
        try probe.terminal.expect("<working>")
        try probe.terminal.type("\u{3}")
        try probe.terminal.expect("<stopped>")
        try probe.terminal.type("\u{3}")
        #expect(try probe.terminal.waitForExit() == .signalled(SIGINT))
    }

    @Test("Ctrl-C during work is passed on to it")
    func interruptWork() throws {
        let probe = try Probe.ready()
        try probe.terminal.type("work\r")
        try probe.terminal.expect("<working>")
        try probe.type("\u{3}", expect: "<stopped>")
        try probe.type("on\r", expect: "<line on>")
    }

    @Test("The line is kept and rewrapped when the window changes its width")
    func resize() throws {
        let probe = try Probe.ready(columns: 40)
        try probe.terminal.type("0123456789012345678901234567890\u{1B}[D")
        try probe.terminal.expectScreen(["C: 0123456789012345678901234567890"])
        probe.terminal.resize(columns: 20, rows: 24)
        try probe.terminal.expect(Probe.prompt)
        try probe.terminal.type("_")
        try probe.terminal.expectScreen(["C: 01234567890123456", "7890123456789_0"])
        probe.terminal.resize(columns: 60, rows: 24)
        try probe.terminal.expect(Probe.prompt)
        try probe.type("_\r", expect: "<line 012345678901234567890123456789__0>")
        try probe.terminal.expectScreen([
            "C: 012345678901234567890123456789__0",
            "<line 012345678901234567890123456789__0>", "C:",
        ])
    }

    @Test("A stopped process that continues has its line and its mode again")
    func stopAndContinue() throws {
        let probe = try Probe.ready()
        try probe.terminal.type("half")
        try probe.terminal.expect("half")
        probe.terminal.signal(SIGSTOP)
        probe.terminal.signal(SIGCONT)
        try probe.terminal.expect(Probe.prompt)
        try probe.type("!\r", expect: "<line half!>")
    }

    @Test("Ctrl-Z gives the terminal to the shell, fg takes it back")
    func jobControl() throws {
        let home = try Folder()
        let terminal = try PseudoTerminal(
            "/bin/sh", ["-i"],
            environment: [
                "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": home.path, "PS1": "shell> ",
                "PATH": "/usr/bin:/bin",
            ])
        try terminal.expect("shell> ")
        try terminal.type("\(Probe.path)\r")
        try terminal.expect(Probe.prompt)
        try terminal.type("half")
        try terminal.expect("half")
        try terminal.type("\u{1A}")
        try terminal.expect("shell> ")
        #expect(!terminal.screen.hasBracketedPaste)
        #expect(terminal.mode.c_lflag & tcflag_t(ICANON) != 0)
        try terminal.type("fg\r")
        try terminal.expect(Probe.prompt)
        try terminal.type("!\r")
        try terminal.expect("<line half!>")
    }

    @Test(
        "A signal that ends the process gives the terminal back",
        arguments: [SIGTERM, SIGHUP, SIGQUIT])
    func fatal(signal: Int32) throws {
        let probe = try Probe.ready()
        #expect(probe.terminal.mode.c_lflag & tcflag_t(ICANON) == 0)
        probe.terminal.signal(signal)
        #expect(try probe.terminal.waitForExit() == .signalled(signal))
        #expect(probe.terminal.mode.c_lflag & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON | ECHO))
        #expect(!probe.terminal.screen.hasBracketedPaste)
    }

    @Test("The end of the process gives the terminal back")
    func quit() throws {
        let probe = try Probe.ready()
        try probe.terminal.type("quit\r")
        #expect(try probe.terminal.waitForExit() == .exited(0))
        #expect(probe.terminal.mode.c_lflag & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON | ECHO))
        #expect(!probe.terminal.screen.hasBracketedPaste)
    }
}
