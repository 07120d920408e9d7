import SMTPSession
import SMTPSimulator
import Testing

@testable import Workbench

@Suite("Open questions, and going back")
struct OpenQuestionTests {
    @Test("with a plain prompt, going back to an open question shows it again")
    func questionAgain() {
        var screen = greetedScreen()
        screen.type(":set prompt plain", ":ask sender", "MAIL FROM:<a@b>", "accept")
        #expect(screen.answer(to: ":undo").hasSuffix("\n# sender a@b?\n"))
        #expect(screen.answer(to: ":redo").hasSuffix("accept\n# state RCPT\n"))
        screen.type(":undo", ":undo")
        #expect(screen.answer(to: ":redo").hasSuffix("\n# sender a@b?\n"))
    }

    @Test("at an open question, help, :why and hints are about answers")
    func answering() {
        var screen = greetedScreen()
        screen.type(":ask sender", "MAIL FROM:<a@b>")
        let why = screen.answer(to: ":why")
        #expect(!why.contains("You may now send"))
        #expect(why.contains("The sender question is open: answer it first."))
        #expect(screen.answer(to: ":help").hasPrefix("# The sender question is open: type an "))
        let hint = screen.answer(to: "nonsense")
        #expect(hint.contains("hint: expected accept, reject"))
        #expect(!hint.contains("ask"))
    }

    @Test("another :next says which one it replaces")
    func nextTwice() {
        var screen = greetedScreen()
        #expect(
            screen.answer(to: ":next reject")
                == "# the next question that it suits gets reject\n")
        #expect(
            screen.answer(to: ":next message tempfail") == """
                # the next message question gets tempfail
                # in the place of :next reject

                """)
    }

    @Test(":redo goes forward again after :restore")
    func restore() {
        var screen = greetedScreen()
        screen.type(":checkpoint greeted", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", ":restore greeted")
        #expect(screen.bench.simulator.phaseName == "MAIL")
        #expect(
            screen.answer(to: ":redo 2").hasSuffix(
                "\n# again after step 3: RCPT TO:<c@d>\n# state RCPT\n"))
        screen.type(":checkpoint addressed", ":undo", "RSET", ":restore addressed")
        #expect(screen.bench.simulator.envelope.recipients.count == 1)
        #expect(screen.answer(to: ":redo") == "# error: there is nothing to redo\n")
    }

    @Test("a :next without a hook passes over verb and capabilities")
    func nextPassesOver() {
        var screen = Screen()
        screen.begin()
        screen.type(":ask hello", "EHLO a.example", ":next reject")
        #expect(screen.answer(to: "accept").hasPrefix("S: 250-"))
        #expect(screen.answer(to: "MAIL FROM:<a@b>").hasPrefix("S: 550 "))
    }
}
