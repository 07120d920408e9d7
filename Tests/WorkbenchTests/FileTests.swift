import SMTPSimulator
import TerminalText
import Testing

@testable import Workbench

@Suite("Files at the prompt")
struct FileTests {
    @Test("a saved session runs green")
    func save() {
        let files = MemoryFiles()
        var screen = greetedScreen(files: files)
        screen.type("MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", "hello", ".", "QUIT")
        let saved = screen.answer(to: ":save first.smtp")
        let count = files.text("first.smtp")?.filter { $0 == "\n" }.count ?? 0
        #expect(saved == "# saved first.smtp, \(count) lines\n")
        #expect(screen.answer(to: ":run first.smtp") == "# PASS first.smtp   8 expectations\n")
    }

    @Test("a full disk is reported, and the old file stays")
    func fullDisk() {
        let files = MemoryFiles(["/full/x.smtp": "# old\n"])
        var screen = greetedScreen(files: files)
        #expect(
            screen.answer(to: ":save! /full/x.smtp")
                == "# error: cannot write /full/x.smtp: No space left on device\n")
        #expect(files.text("/full/x.smtp") == "# old\n")
    }

    @Test(":file takes any path of the person's, unlike a script")
    func anyPath() {
        let files = MemoryFiles(["/tmp/x": "NOOP\r\n", "../y": "NOOP\r\n"])
        var screen = greetedScreen(files: files)
        for path in ["/tmp/x", "../y"] {
            #expect(screen.answer(to: ":file \(path)").contains("S: 250 2.0.0 OK\n"))
        }
    }

    @Test("a missing file is reported")
    func missing() {
        var screen = greetedScreen()
        for command in [":run x.smtp", ":open x.smtp"] {
            #expect(
                screen.answer(to: command)
                    == "# error: cannot read x.smtp: No such file or directory\n")
        }
        #expect(
            screen.answer(to: ":file x.eml") == "# error: x.eml: No such file or directory\n")
    }

    @Test(":open plays a script in a session of its own, shows it, and continues from its end")
    func open() {
        let files = MemoryFiles(["x.smtp": ":on sender reject\nC: EHLO a.example\nS= 250\n"])
        var screen = greetedScreen(files: files)
        let shown = screen.answer(to: ":open x.smtp")
        #expect(shown.hasPrefix(":on sender reject\nS: 220 "))
        #expect(shown.contains("C: EHLO a.example\nS: 250-"))
        #expect(screen.answer(to: "MAIL FROM:<a@b>").hasPrefix("S: 550 "))
    }

    @Test(":open shows the comments of a script along with what happens")
    func comments() {
        let script =
            "# Hello first.\nC: HELO a.example\nS= 250\n## Then mail\nC: NOOP\nS= 250\n# End.\n"
        var screen = greetedScreen(files: MemoryFiles(["x.smtp": script]))
        let shown = screen.answer(to: ":open x.smtp").split(separator: "\n").filter {
            $0.hasPrefix("# ") || $0.hasPrefix("## ") || $0.hasPrefix("C: ")
        }
        let expected = [
            "# Hello first.", "C: HELO a.example", "## Then mail", "C: NOOP", "# End.",
            "# this is session x now; :sessions main goes back",
        ]
        #expect(shown.map(String.init) == expected)
    }

    @Test(":open wraps a comment that is wider than the terminal")
    func wideComment() {
        let script = "# A comment of more than forty columns, in words.\nC: NOOP\nS= 250\n"
        var screen = greetedScreen(files: MemoryFiles(["x.smtp": script]), width: 40)
        let shown = screen.answer(to: ":open x.smtp")
        let wrapped = "# A comment of more than forty columns,\n# in words.\n"
        #expect(shown.contains(wrapped), "\(shown)")
    }

    @Test("a script that is wrong changes nothing")
    func wrong() {
        let files = MemoryFiles(["x.smtp": "EHLO a.example\n"])
        var screen = greetedScreen(files: files)
        let shown = screen.answer(to: ":open x.smtp")
        #expect(shown.contains("x.smtp:1:1: error: unknown beginning of a line"))
        #expect(screen.bench.simulator.phaseName == "MAIL")
    }

    @Test(":run shows a failure with its picture, and leaves the session alone")
    func failing() {
        let files = MemoryFiles(["x.smtp": "C: EHLO a.example\nS= 550\n"])
        var screen = greetedScreen(files: files)
        let shown = screen.answer(to: ":run x.smtp")
        #expect(shown.contains("# x.smtp:2: expected 550, got 250-mx.sim.example greets a.example"))
        #expect(
            shown.hasSuffix("# FAIL x.smtp   1 of 1 expectations failed\n# try: :open x.smtp\n"))
        #expect(!shown.contains("smtpsim run"))
        #expect(screen.answer(to: ":open x.smtp").contains("failed\n# try: :log     :why\n"))
    }

    @Test(
        "a file that is no script is told with a caret, line by line", arguments: ["open", "run"])
    func noScript(_ command: String) {
        var screen = greetedScreen(files: MemoryFiles(["letter.eml": "Subject: x\n"]))
        let lines = screen.answer(to: ":\(command) letter.eml").split(separator: "\n")
        #expect(lines.first == "# letter.eml:1:1: error: unknown beginning of a line")
        #expect(lines.dropFirst().prefix(2) == ["#   Subject: x", "#   ^"])
    }

    @Test("after :open of a script that ends at an open question, the prompt shows the question")
    func openQuestion() {
        let script = ":ask sender\nC: EHLO a.example\nC: MAIL FROM:<a@b>\n"
        var screen = greetedScreen(files: MemoryFiles(["x.smtp": script]))
        screen.type(":open x.smtp")
        #expect(screen.bench.prompt.text == "A: sender a@b [accept] ")
        screen.type(":set prompt plain")
        #expect(screen.answer(to: ":open x.smtp").hasSuffix("\n# sender a@b?\n"))
    }
}
