import TerminalText
import Testing
@testable import Workbench

@Suite("Secrets stay out of the history and the screen")
struct SecretTests {
    private func remembers(_ line: String, _ screen: Screen) -> Bool {
        screen.bench.mayRemember(Array(line.utf8))
    }

    @Test(
        "lines with a secret are not remembered",
        arguments: [
            "AUTH PLAIN AHRpbQB0YW5z", "auth plain x", ":auth PLAIN tim secret",
            ":au PLAIN tim secret",
            ":user tim secret", ":us tim secret", #":send "AUTH PLAIN x\r\n""#, ":hex 41 55",
            ":auht PLAIN tim secret", ":usr tim secret", ":help auth PLAIN tim secret",
        ])
    func secret(_ line: String) {
        #expect(!remembers(line, greetedScreen()))
    }

    @Test(
        "other lines are remembered",
        arguments: [
            "MAIL FROM:<a@b>", ":why", ":on auth tim accept", ":set maximum-errors 3",
            #":send "NOOP""#,
            ":undo", ":help auth",
        ])
    func harmless(_ line: String) {
        #expect(remembers(line, greetedScreen()))
    }

    @Test("SASL responses are not remembered, commands between them are")
    func responses() {
        var screen = greetedScreen()
        screen.type(":user tim secret", "AUTH CRAM-MD5")
        #expect(!remembers("dGltIDAw", screen))
        #expect(remembers("::state", screen))
        #expect(!remembers("::user tim secret", screen))
    }

    @Test("passwords and SASL messages are masked in the log and in what is pasted")
    func masked() {
        var screen = greetedScreen()
        screen.type(
            ":user tim secret", ":set plaintext-authentication on", ":auth PLAIN tim secret")
        let shown = screen.text + screen.answer(to: ":log")
        #expect(shown.contains("C: AUTH PLAIN ****"))
        #expect(!shown.dropFirst(0).contains("AHRpbQBzZWNyZXQ="))
        #expect(!screen.answer(to: ":log").contains("secret"))
        #expect(screen.bench.echo(of: Array("AUTH PLAIN AHRp".utf8)).text == "C: AUTH PLAIN ****2")
        for command in [":user tim geheim", ":us tim geheim"] {
            let echo = screen.bench.echo(of: Array(command.utf8)).text
            #expect(echo.hasSuffix(" tim ****") && !echo.contains("geheim"), "\(echo)")
        }
    }

    @Test("a saved session does not hold the password")
    func saved() {
        let files = MemoryFiles()
        var screen = greetedScreen(files: files)
        screen.type(
            ":user tim tanstaaf", ":auth CRAM-MD5 tim tanstaaf", ":save x.smtp")
        #expect(files.text("x.smtp")?.contains("tanstaaf") == false)
        #expect(screen.answer(to: ":run x.smtp").hasPrefix("# PASS x.smtp"))
    }
}
