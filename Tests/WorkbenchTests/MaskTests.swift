import SMTPSimulator
import TerminalText
import Testing

@testable import Workbench

@Suite("What the screen says of SASL messages")
struct MaskTests {
    /// A greeted session in which passwords may be sent in clear.
    private func screen() -> Screen {
        var screen = greetedScreen()
        screen.type(":set plaintext-authentication on", ":user tim tanstaaf")
        return screen
    }

    @Test("challenges and user names are decoded, a password is a mask")
    func login() {
        var screen = screen()
        let first = screen.answer(to: "AUTH LOGIN")
        #expect(first.hasSuffix("; challenge \"Username:\"\n"), "\(first)")
        let second = screen.answer(to: "dGlt")
        #expect(second.contains("#~ AUTH   user \"tim\"; "), "\(second)")
        #expect(second.hasSuffix("; challenge \"Password:\"\n"), "\(second)")
        let third = screen.answer(to: "dGFuc3RhYWY=")
        #expect(third.contains("   password ****1; auth LOGIN"), "\(third)")
        #expect(!third.contains("tanstaaf"))
    }

    @Test("the same password has the same number, whichever mechanism sends it")
    func numbers() {
        var screen = screen()
        // NUL tim NUL wrong1, then wrong2.
        let wrong = ["AHRpbQB3cm9uZzE=", "AHRpbQB3cm9uZzI="]
        let shown = wrong.map { screen.answer(to: "AUTH PLAIN \($0)") }
        for (text, number) in zip(shown, [1, 2]) {
            #expect(text.contains("user \"tim\", password ****\(number); auth PLAIN"), "\(text)")
        }
        screen.type("AUTH LOGIN dGlt")
        #expect(screen.answer(to: "d3Jvbmcx").contains("password ****1;"))
        let log = screen.answer(to: ":log")
        #expect(log.contains("C: AUTH PLAIN ****1"), "\(log)")
        #expect(log.contains("C: AUTH PLAIN ****2"), "\(log)")
    }

    @Test("undo takes no number back, since the mask is still on the screen")
    func undo() {
        var screen = screen()
        screen.type("AUTH PLAIN AHRpbQB3cm9uZzE=", ":undo")
        #expect(screen.answer(to: "AUTH PLAIN AHRpbQB3cm9uZzI=").contains("****2"))
        #expect(screen.answer(to: ":undo").contains("AUTH PLAIN ****2"))
    }

    @Test(":set secrets on shows them on the screen, and saves none")
    func display() {
        let files = MemoryFiles()
        var screen = Screen(files: files)
        screen.begin()
        screen.type("EHLO a.example", ":set plaintext-authentication on", ":user tim tanstaaf")
        #expect(screen.answer(to: ":set secrets on").hasPrefix("# secrets on: "))
        let shown = screen.answer(to: "AUTH PLAIN AHRpbQB0YW5zdGFhZg==")
        #expect(shown.contains("user \"tim\", password \"tanstaaf\"; auth"), "\(shown)")
        screen.type(":save x.smtp", ":set secrets off")
        #expect(files.text("x.smtp")?.contains("tanstaaf") == false)
        #expect(!screen.answer(to: ":log").contains("tanstaaf"))
    }

    @Test("a saved session with masks in its trace runs green")
    func saved() {
        let files = MemoryFiles()
        var screen = Screen(files: files)
        screen.begin()
        screen.type(
            "EHLO a.example", ":set plaintext-authentication on", ":user tim tanstaaf",
            "AUTH PLAIN AHRpbQB3cm9uZzE=", "AUTH LOGIN", "dGlt", "dGFuc3RhYWY=", ":save x.smtp")
        let text = files.text("x.smtp") ?? ""
        let trace = "#~ MAIL   user \"tim\", password ****1; auth PLAIN: reject"
        #expect(text.contains(trace), "\(text)")
        let report = screen.answer(to: ":run x.smtp")
        #expect(report.contains("PASS"), "\(report)")
    }

    @Test("a refusal in JSON is shown as it is, and no octets that are no text")
    func challenges() {
        var screen = screen()
        screen.type(#":on unknown X reply "334 eyJzdGF0dXMiOiI0MDAifQ==\r\n""#)
        #expect(screen.answer(to: "X").contains(#"challenge {"status":"400"}"#))
        screen.type(#":on unknown Y reply "334 /wA=\r\n""#)
        #expect(screen.answer(to: "Y").contains("challenge of 2 octets"))
    }
}
