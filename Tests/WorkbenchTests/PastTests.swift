import SMTPGrammar
import SMTPSession
import SMTPSimulator
import Synchronization
import Testing

@testable import Workbench

@Suite("The past at the prompt")
struct PastTests {
    private static let lesson = """
        # Say hello.
        C: EHLO a.example
        S= 250
        :set maximum-recipients 5
        # Now mail.
        C: MAIL FROM:<a@b>
        S= 250
        C: RCPT TO:<c@d>
        S= 250
        C: DATA
        S= 354
        C: hello
        C: .
        S= 250
        :on sender reject

        """

    private static func screen() -> Screen {
        greetedScreen(files: MemoryFiles(["lesson.smtp": lesson]))
    }

    @Test("every way to another place says the state one is in afterwards")
    func states() {
        var screen = greetedScreen()
        screen.type("MAIL FROM:<a@b>", "RCPT TO:<c@d>", ":checkpoint addressed", "DATA", "hi")
        let text =
            "# state DATA: message text is awaited, up to a line with a single dot; "
            + "::NAME is a command\n"
        #expect(screen.answer(to: "::undo") == "# back before step 5: hi\n" + text)
        #expect(screen.answer(to: "::fork other") == "# this is session other now\n" + text)
        #expect(screen.answer(to: "::sessions main") == "# this is session main now\n" + text)
        #expect(screen.answer(to: "::goto 4").hasSuffix("# after step 4: DATA\n" + text))
        #expect(screen.answer(to: "::restore addressed") == "# back at addressed\n# state RCPT\n")
        #expect(
            screen.answer(to: ":goto 0").contains("# state START: the connection is not open\n"))
    }

    @Test("in a SASL exchange, going back says that a response is awaited")
    func sasl() {
        var screen = greetedScreen()
        screen.type("AUTH CRAM-MD5", "*")
        let shown = screen.answer(to: ":undo")
        #expect(shown.contains("# state AUTH: a SASL response is awaited, or * to cancel; ::NAME"))
    }

    @Test(":redo and :goto show again what was sent and said")
    func again() {
        var screen = greetedScreen()
        screen.type("MAIL FROM:<a@b>", "NOOP", ":undo 2")
        let redone = screen.answer(to: ":redo 2")
        #expect(redone.hasPrefix("C: MAIL FROM:<a@b>\nS: 250 2.1.0 Sender OK\n"))
        #expect(
            redone.contains("\nC: NOOP\nS: 250 2.0.0 OK\n#~ RCPT\n# again after step 3: NOOP\n"))
        let gone = screen.answer(to: ":goto 2")
        #expect(gone.hasPrefix("C: MAIL FROM:<a@b>\nS: 250 2.1.0 Sender OK\n"))
    }

    @Test("many steps that are gone over are bounded")
    func bounded() {
        var screen = greetedScreen()
        for _ in 0..<60 { screen.type("NOOP") }
        screen.type(":undo 60")
        let shown = screen.answer(to: ":redo 60")
        #expect(shown.hasPrefix("# … 10 steps before these\nC: NOOP\n"))
    }

    @Test(":step opens a script at its beginning, and Enter plays an exchange at a time")
    func stepping() {
        var screen = PastTests.screen()
        let opened = screen.answer(to: ":step lesson.smtp")
        #expect(
            opened == """
                # this is session lesson now; :sessions main goes back
                # 5 more to play; Enter plays the next

                """)
        let first = screen.answer(to: "")
        #expect(first.hasPrefix("# Say hello.\nS: 220 "))
        #expect(first.contains("\nC: EHLO a.example\nS: 250-"))
        #expect(first.hasSuffix("# 4 more to play; Enter plays the next\n"))
        screen.type(":why")
        let second = screen.answer(to: "")
        #expect(
            second.hasPrefix(":set maximum-recipients 5\n# Now mail.\nC: MAIL FROM:<a@b>\nS: 250 "))
        #expect(screen.bench.simulator.phaseName == "RCPT")
        #expect(screen.answer(to: ":play 2").contains("C: DATA\nS: 354 "))
        let rest = screen.answer(to: "::play")
        #expect(rest.contains("C: hello\nC: .\nS: 250 "))
        #expect(rest.hasSuffix(":on sender reject\n# nothing is left to play\n"))
        #expect(screen.answer(to: ":step").contains("error: there is nothing ahead"))
    }

    @Test("what is typed while a script is stepped through takes the place of its rest")
    func leaving() {
        var screen = PastTests.screen()
        screen.type(":step lesson.smtp", "", ":paste")
        #expect(screen.answer(to: "").isEmpty, "an empty line is gathered")
        screen.type(":abort", "NOOP")
        #expect(screen.answer(to: ":play").contains("error: there is nothing ahead"))
        #expect(screen.answer(to: "").contains("hint: Enter alone sends nothing"))
    }

    @Test(":open leaves the session beside it as it was")
    func beside() {
        var screen = PastTests.screen()
        screen.type("MAIL FROM:<x@y>", ":open lesson.smtp", ":open lesson.smtp")
        #expect(screen.bench.simulator.sessions == ["lesson", "lesson-2", "main"])
        screen.type(":sessions main")
        #expect(screen.bench.simulator.envelope.sender == "x@y")
        #expect(screen.answer(to: ":undo").contains("back before step 2: MAIL FROM:<x@y>"))
    }

    @Test(":diff shows where two sessions differ")
    func difference() {
        var screen = greetedScreen()
        screen.type("MAIL FROM:<a@b>", ":fork other", "NOOP", ":sessions main", "RSET")
        let shown = screen.answer(to: ":diff main other")
        #expect(shown.hasPrefix("# --- main\n# +++ other\n# @@ "))
        #expect(shown.contains("\n# -C: RSET\n"))
        #expect(shown.contains("\n# +C: NOOP\n"))
        #expect(screen.answer(to: ":diff main") == "# main and main are the same.\n")
        #expect(screen.answer(to: ":diff nobody").contains("error: there is no session nobody"))
    }
}

@Suite("Nothing is lost at the prompt")
struct NothingLostTests {
    @Test(":save overwrites only what it wrote in this session, or what it is told to")
    func save() {
        let files = MemoryFiles(["old.smtp": "# mine\n"])
        var screen = greetedScreen(files: files)
        #expect(
            screen.answer(to: ":save old.smtp") == """
                # error: old.smtp is there already, and not of this session
                # hint: :save! old.smtp overwrites it

                """)
        #expect(files.text("old.smtp") == "# mine\n")
        #expect(screen.answer(to: ":save new.smtp").hasPrefix("# saved new.smtp"))
        #expect(screen.answer(to: ":save new.smtp").hasPrefix("# saved new.smtp"))
        #expect(screen.answer(to: ":save! old.smtp").hasPrefix("# saved old.smtp"))
        #expect(screen.answer(to: ":undo!").contains("error: :undo takes no exclamation mark"))
    }

    @Test("a path that begins with ~/ is in the home folder, also when it is completed")
    func home() {
        let files = HomeFiles(MemoryFiles(["/home/ann/x.smtp": "C: NOOP\n"]), home: "/home/ann")
        #expect((try? files.read("~/x.smtp", limit: 100)) == Array("C: NOOP\n".utf8))
        #expect(files.paths(beginningWith: "~/x") == ["~/x.smtp"])
        #expect(files.exists("~/x.smtp"))
        #expect(!files.exists("~ann/x.smtp"))
        #expect((try? HomeFiles(MemoryFiles(), home: nil).read("~/x", limit: 1)) == nil)
    }

    @Test(":alias makes names for commands, which are no commands yet")
    func alias() {
        var screen = greetedScreen()
        screen.type(":alias nouser on recipient reject 550 5.1.1", ":alias t user tim secret")
        #expect(
            screen.answer(to: #":nouser "No such user""#)
                == #"# handler 1 answers every recipient with reject 550 5.1.1 "No such user""#
                + "\n")
        screen.type("MAIL FROM:<a@b>")
        #expect(screen.answer(to: "RCPT TO:<c@d>").hasPrefix("S: 550 5.1.1 No such user\n"))
        #expect(
            screen.answer(to: ":alias")
                == "# :alias nouser on recipient reject 550 5.1.1\n# :alias t user tim ****\n")
        #expect(!screen.bench.mayRemember(Array(":alias t user tim secret".utf8)))
        #expect(screen.answer(to: ":alias undo redo").contains("error: :undo is a command already"))
        #expect(screen.answer(to: ":alias x foo").contains("error: expected a command"))
        screen.type(":undo 3")
        #expect(screen.answer(to: ":unalias nouser") == "# :nouser is no alias any more\n")
        #expect(screen.answer(to: ":unalias nouser").contains("error: there is no alias nouser"))
        screen.type(":alias u user tim")
        #expect(!screen.bench.mayRemember(Array(":u secret".utf8)))
    }

    @Test(":source performs the lines of a file up to the first error")
    func source() {
        let files = MemoryFiles([
            "good.txt": "# hello\n\nEHLO x.example\n:set maximum-recipients 1\nMAIL FROM:<a@b>\n",
            "bad.txt": "NOOP\n:set nonsense 1\nNOOP\n", "self.txt": ":source self.txt\n",
        ])
        var screen = greetedScreen(files: files)
        let good = screen.answer(to: ":source good.txt")
        #expect(good.hasPrefix("C: EHLO x.example\nS: 250-"))
        #expect(good.contains("\nC: MAIL FROM:<a@b>\nS: 250 2.1.0 Sender OK\n"))
        let bad = screen.answer(to: ":source bad.txt")
        #expect(bad.hasSuffix("# error: bad.txt, line 2: not performed\n"))
        #expect(bad.contains("C: NOOP\nS: 250 2.0.0 OK\n"))
        let deep = screen.answer(to: ":source self.txt")
        #expect(deep.contains("error: files name each other more than 8 deep"))
        #expect(screen.answer(to: ":source no.txt").contains("error: cannot read no.txt"))
    }

    @Test(":edit sends what was written as message text, or keeps it")
    func edit() {
        var screen = greetedScreen()
        #expect(screen.answer(to: ":edit").contains("error: there is no terminal to edit in"))
        let editor = Pen("Subject: x\n\n.dot\n")
        screen.bench.editor = editor
        #expect(screen.answer(to: ":edit").contains("error: message text is not in order now"))
        screen.type("MAIL FROM:<a@b>", "RCPT TO:<c@d>", ":on data reject once")
        #expect(screen.answer(to: ":edit").contains("The text is kept: :edit has it again."))
        let sent = screen.answer(to: ":edit")
        #expect(sent.contains("C: DATA\nS: 354 "))
        #expect(sent.contains("C: Subject: x\nC:\nC: ..dot\nC: .\nS: 250 "))
        #expect(editor.found == ["", "Subject: x\n\n.dot\n"])
        screen.type("MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA")
        #expect(screen.answer(to: "::edit") == "C: Subject: x\nC:\nC: ..dot\n")
        screen.bench.editor = Pen(nil)
        #expect(screen.answer(to: "::edit") == "# error: ed ended with 1; nothing is sent\n")
    }

    /// Writes the same text each time, over what it finds; without one, it fails.
    private final class Pen: TextEditing {
        private let text: String?
        private let texts = Mutex<[String]>([])

        init(_ text: String?) { self.text = text }

        var found: [String] { texts.withLock { $0 } }

        func edit(_ found: [UInt8]) throws(EditFault) -> [UInt8] {
            texts.withLock { $0.append(String(decoding: found, as: UTF8.self)) }
            guard let text else { throw EditFault("ed ended with 1; nothing is sent") }
            return Array(text.utf8)
        }
    }
}

@Suite("Much at once at the prompt")
struct LargeDataTests {
    @Test(":file of a large file shows its first and last lines, and how much there is")
    func file() {
        let text = (1...10_000).map { "line \($0)\n" }.joined()
        var screen = greetedScreen(files: MemoryFiles(["big.txt": text]))
        screen.type("MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA")
        let shown = screen.answer(to: "::file big.txt stuff")
        let octets = text.utf8.count + 10_000
        #expect(shown.hasPrefix("C: line 1\nC: line 2\n"))
        #expect(
            shown.contains(
                "C: line 8\n# … 9988 more lines, \(octets) octets in all\nC: line 9997\n"))
        #expect(shown.hasSuffix("C: line 10000\n"))
        #expect(screen.bench.simulator.script().contains("\nC: line 5000\n"), "saved exactly")
    }

    @Test("a long line without an end is cut too")
    func line() {
        let files = MemoryFiles(["big.bin": String(repeating: "x", count: 1_000_000)])
        var screen = greetedScreen(files: files)
        screen.type("MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA")
        let shown = screen.answer(to: "::file big.bin")
        #expect(shown.contains("\n# … 1000000 octets in all\n"))
        #expect(shown.utf8.count < 3_000)
    }

    @Test("repeated octets are shown, listed and saved as they are written")
    func repeated() {
        var screen = greetedScreen()
        screen.type("MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA")
        #expect(screen.answer(to: #"::send "A" *100000"#) == "C+ \"A\" *100000\n")
        #expect(screen.answer(to: "::undo").hasPrefix("# back before step 5: \"A\" *100000\n"))
        screen.type("::redo", #"::send "\r\n.\r\n""#)
        let saved = screen.bench.simulator.script()
        #expect(saved.contains("\nC+ \"A\" *100000\n"))
        let report = ScriptRunner().run(Array(saved.utf8), name: "x.smtp")
        #expect(report.outcome == .passed, "\(report.lines)")
        #expect(report.simulator.script() == saved)
    }

    @Test(":log shows the last hundred steps, or as many as are asked for")
    func log() {
        var screen = greetedScreen()
        for _ in 0..<150 { screen.type("NOOP") }
        let shown = screen.answer(to: ":log")
        #expect(
            shown.hasPrefix("# … 52 earlier steps; :log all shows everything, :log N the last N\n"))
        #expect(screen.answer(to: ":log 1").contains("# 151  C: NOOP\n"))
        #expect(screen.answer(to: ":log all").contains("C: EHLO client.example\n"))
    }

    @Test(":message shows 200 lines, or all")
    func message() {
        var screen = greetedScreen(
            files: MemoryFiles(["big.txt": (1...300).map { "line \($0)\n" }.joined()]))
        screen.type("MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", "::file big.txt stuff", ".")
        let shown = screen.answer(to: ":message 1")
        #expect(
            shown.contains("| line 200\n# … and 1000 more octets; :message 1 all shows everything"))
        #expect(screen.answer(to: ":message 1 all").hasSuffix("| line 300\n"))
    }
}
