import SMTPExport
import SMTPSimulator
import TerminalText
import Testing

@testable import Workbench

@Suite(":export at the prompt")
struct ExportCommandTests {
    private func candidates(_ line: String, _ screen: Screen) -> [String] {
        let line = Array(line.utf8)
        return screen.bench.suggestions(for: line, cursor: line.count).candidates.map(\.text)
    }

    @Test("shows the session in a format")
    func show() {
        var screen = greetedScreen()
        let shown = screen.answer(to: ":export exim-client")
        #expect(shown.hasPrefix("# ??? 220 mx.sim.example ESMTP smtpsim\n# >>> EHLO "))
        #expect(screen.answer(to: ":export MD").contains("# # SMTP conversation\n"))
    }

    @Test("writes a file, over no other, without what was undone")
    func write() {
        let files = MemoryFiles(["there.py": "old\n"])
        var screen = greetedScreen(files: files)
        screen.type("MAIL FROM:<a@b>", ":undo")
        #expect(screen.answer(to: ":export python session.py").hasPrefix("# saved session.py, "))
        let program = files.text("session.py") ?? ""
        #expect(program.contains(#"send([b"EHLO "#))
        #expect(!program.contains("MAIL FROM"))
        let refused = screen.answer(to: ":export python there.py")
        #expect(refused.contains("error: there.py is there already"))
        #expect(refused.contains(":export! python there.py"))
        #expect(files.text("there.py") == "old\n")
        #expect(screen.answer(to: ":export! python there.py").hasPrefix("# saved there.py, "))
    }

    @Test("says which formats there are, and why one cannot hold the session")
    func mistakes() {
        var screen = greetedScreen()
        let unknown = screen.answer(to: ":export pyton")
        #expect(unknown.contains("unknown format pyton"))
        #expect(unknown.contains("did you mean"))
        #expect(screen.answer(to: ":export swaks").contains("no MAIL is in it"))
        #expect(candidates(":export py", screen) == ["python"])
    }

    @Test("has no secret in it")
    func secrets() {
        var screen = greetedScreen()
        screen.type(":set plaintext-authentication on", ":user bob pass", ":auth PLAIN bob pass")
        for format in ExportFormat.all {
            let shown = screen.answer(to: ":export \(format.word)")
            #expect(!shown.contains("AGJvYgBwYXNz"), "\(format.word)")
        }
    }
}
