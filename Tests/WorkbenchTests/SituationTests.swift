import SMTPScript
import SMTPSession
import SMTPSimulator
import TerminalText
import Testing

@testable import Workbench

@Suite("The prompt says what is waited for")
struct SituationTests {
    private func prompts(_ lines: String..., form: String = "place", width: Int = 80) -> [String] {
        var screen = Screen(width: width)
        screen.begin()
        screen.type(":set prompt \(form)")
        return lines.map { line in
            screen.type(line)
            return screen.bench.prompt.text
        }
    }

    @Test("message text, SASL, the handshake, :paste and a closed connection have a place")
    func places() {
        #expect(
            prompts(
                "EHLO c.example", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", "Hello", ".",
                "AUTH CRAM-MD5", "*", "STARTTLS", ":tls", ":paste", "NOOP", ":end", "QUIT",
                ":connect")
                == [
                    "C: ", "C: ", "C: ", "[text] C: ", "[text] C: ", "C: ",
                    "[auth CRAM-MD5] C: ", "C: ", "[tls] C: ", "C: ", "[paste] C: ", "[paste] C: ",
                    "C: ", "[closed] C: ", "C: ",
                ])
    }

    @Test("a question is shown with its proposal, cut to the terminal")
    func questions() {
        #expect(
            prompts(":ask recipient data", "EHLO c", "MAIL FROM:<a@b>", "RCPT TO:<bob@sim.example>")
                .last == "A: recipient bob@sim.example [accept] ")
        let long = "RCPT TO:<\(String(repeating: "x", count: 60))@sim.example>"
        let narrow = prompts(":ask recipient", "EHLO c", "MAIL FROM:<a@b>", long, width: 40).last
        #expect(narrow == "A: recipient xxxxxxx… [accept] ")
        #expect(
            prompts(":ask unknown", "EHLO c", "FOO").last == "A: unknown FOO [reject] ")
    }

    @Test("what a client chose neither ends nor looks like a proposal")
    func hostileSubject() throws {
        let prompt = try #require(
            prompts(
                ":ask recipient", "EHLO c", "MAIL FROM:<a@b>",
                #"RCPT TO:<"x [reject] y"@sim.example>"#
            ).last)
        #expect(prompt == "A: recipient \"x… [accept] ")
        #expect(
            try ScriptLineMeaning.answer(prompt + "discard") == "discard")
    }

    @Test("the full form adds the state, the recipients, TLS and the user, as far as there is room")
    func full() {
        let lines = prompts(
            ":user tim secret", "EHLO c", "STARTTLS", ":tls", "EHLO c", ":auth PLAIN tim secret",
            "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "RCPT TO:<e@f>", "DATA", form: "full")
        #expect(
            lines == [
                "[HELLO] C: ", "[MAIL] C: ", "[tls] C: ", "[HELLO, TLS] C: ", "[MAIL, TLS] C: ",
                "[MAIL, TLS, user tim] C: ", "[RCPT, TLS, user tim] C: ",
                "[RCPT (1), TLS, user tim] C: ", "[RCPT (2), TLS, user tim] C: ",
                "[text, TLS, user tim] C: ",
            ])
        let narrow = prompts(
            ":user tim secret", "EHLO c", "STARTTLS", ":tls", "EHLO c", ":auth PLAIN tim secret",
            "MAIL FROM:<a@b>", "RCPT TO:<c@d>", form: "full", width: 40)
        #expect(narrow.last == "[RCPT (1), TLS] C: ")
    }

    @Test("the plain form has only marks")
    func plain() {
        let lines = prompts(
            ":ask recipient", "EHLO c", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "accept", "DATA",
            form: "plain")
        #expect(lines.suffix(3) == ["A: ", "C: ", "C: "])
    }

    @Test("an empty answer is the proposal: the default, or the verdict of the passwords")
    func proposal() {
        var screen = greetedScreen()
        screen.type(":user tim secret", ":ask auth sender")
        screen.type(":auth CRAM-MD5 tim secret")
        #expect(screen.bench.prompt.text == "A: auth CRAM-MD5 [accept] ")
        #expect(screen.answer(to: "").hasPrefix("S: 235 "))
        #expect(screen.bench.simulator.machine.authenticatedUser == "tim")
        screen.type("RSET", "MAIL FROM:<a@b>")
        #expect(screen.answer(to: " ").hasPrefix("S: 250 2.1.0"))
        var wrong = greetedScreen()
        wrong.type(":user tim secret", ":ask auth", ":auth CRAM-MD5 tim other")
        #expect(wrong.bench.prompt.text == "A: auth CRAM-MD5 [reject] ")
        #expect(wrong.answer(to: "").hasPrefix("S: 535 "))
    }

    @Test("the screen, prompts and all, is a script that runs")
    func screenRuns() {
        var screen = Screen()
        screen.begin()
        screen.type(
            ":set prompt full", ":ask recipient message", "EHLO c.example", "MAIL FROM:<a@b>",
            "RCPT TO:<c@d>", "", "RCPT TO:<e@f>", #"reject 550 5.1.1 "No [accept] here""#, "DATA",
            "Hello", "::state", ".", "discard", "QUIT")
        let report = ScriptRunner().run(Array(screen.text.utf8), name: "screen")
        #expect(report.outcome == .passed, "\(report.lines)\n\(screen.text)")
        #expect(report.expectations == 9)
    }

    @Test("a saved session has plain marks, and nothing of the display")
    func saved() {
        var screen = greetedScreen()
        screen.type(
            ":set prompt full", ":ask sender", "MAIL FROM:<a@b>", "", "RCPT TO:<c@d>", "DATA", "x")
        let script = screen.bench.simulator.script()
        #expect(!script.contains("["))
        #expect(script.contains("\nA: accept\n"))
        #expect(script.contains("\nC: x\n"))
    }
}

/// What the script language makes of an `A:` line.
enum ScriptLineMeaning {
    static func answer(_ line: String) throws -> String {
        guard case .answer(let text) = try ScriptLine(parsing: line).kind else { return "" }
        return text
    }
}

@Suite("Settings of the display")
struct DisplaySettingTests {
    @Test(":set shows one, and changes it; what it does not take is an error")
    func set() {
        var screen = greetedScreen()
        #expect(screen.answer(to: ":set prompt").hasPrefix("# prompt is place. What stands before"))
        #expect(screen.answer(to: ":set PROMPT Full").hasPrefix("# prompt full: "))
        #expect(screen.bench.display.prompt == .full)
        let error = screen.answer(to: ":set prompt ful")
        #expect(error.contains("error: prompt takes plain, place or full"))
        #expect(error.contains("hint: did you mean full?"))
        #expect(screen.answer(to: ":set promt full").contains("did you mean prompt?"))
    }

    @Test("undo, saved sessions and the server know nothing of it")
    func apart() {
        var screen = greetedScreen()
        let steps = screen.bench.simulator.steps.count
        screen.type(":set prompt full", ":undo")
        #expect(screen.bench.simulator.steps.count == steps - 1)
        #expect(screen.bench.display.prompt == .full)
        #expect(!screen.bench.simulator.script().contains(":set prompt"))
    }

    @Test(":settings lists it under a heading of its own, and Tab knows names and values")
    func listed() {
        var screen = greetedScreen()
        #expect(screen.answer(to: ":settings").contains("# Display:\n#   prompt   place\n"))
        #expect(screen.answer(to: ":settings prompt").hasPrefix("# prompt is place."))
        #expect(screen.answer(to: ":settings nosuch").contains("error: no setting matches nosuch"))
        func offered(_ line: String) -> [String] {
            screen.bench.suggestions(for: Array(line.utf8), cursor: line.utf8.count)
                .candidates.map(\.text)
        }
        #expect(offered(":set prom") == ["prompt"])
        #expect(offered(":set prompt ") == ["plain", "place", "full"])
    }

    @Test("the rest of the usual line is known, if it is in order now")
    func usualRest() {
        var screen = Screen()
        screen.begin()
        func rest(_ line: String) -> String { screen.bench.usualRest(of: Array(line.utf8)) }
        #expect(rest("") == "")
        #expect(rest("eh") == "LO client.example")
        #expect(rest("MAIL") == "")
        screen.type("EHLO other.example")
        #expect(rest("M") == "AIL FROM:<ann@client.example>")
        #expect(rest("EHLO o") == "ther.example")
        #expect(rest("MAIL FROM:<ann@client.example>") == "")
        #expect(rest("NOO") == "")
        screen.type("STARTTLS")
        #expect(rest(":") == "tls")
        screen.type(":tls", ":set ghost off")
        #expect(rest("E") == "")
    }

    @Test("in a script it does nothing")
    func script() {
        let report = ScriptRunner().run(
            Array(":set prompt full\nC: EHLO a\nS= 250\n".utf8), name: "x")
        #expect(report.outcome == .passed)
    }
}
