import SMTPSimulator
import Testing

@testable import Workbench

@Suite("What a command says it did")
struct ConfirmationTests {
    @Test(
        "each change says what is so now",
        arguments: [
            (":on recipient nosuch@* reject", "handler 1 answers recipient nosuch@* with reject"),
            (":on message ask", "handler 1 asks you about every message"),
            (
                ":on recipient reject times 2 per sender recipient for 5m",
                "handler 1 answers every recipient with reject, the first 2 times, for 5m from "
                    + "the first time, each sender and recipient counted apart"
            ),
            (":set maximum-recipients 2", "maximum-recipients is 2 now, and was 1000"),
            (":set maximum-recipients=2", "maximum-recipients is 2 now, and was 1000"),
            (":set require-tls = on", nil),
            (":set require-tls off", "require-tls was off already"),
            (#":set hostname="mx.x""#, "hostname is mx.x now, and was mx.sim.example"),
            (":user tim secret", "user tim can authenticate now"),
            (":ask recipient message", "you are asked about recipient, message"),
            (":ask recipient off", "you are asked about nothing any more"),
            (":next recipient reject", "the next recipient question gets reject"),
            (":off all", "there was no handler"),
            (":chunk 3", "the server gets 3 octets at a time"),
        ] as [(String, String?)])
    func changes(_ command: String, _ said: String?) {
        var screen = Screen(width: 200)
        screen.begin()
        let answer = screen.answer(to: command)
        #expect(said.map { answer == "# \($0)\n" } ?? answer.contains("error"))
    }

    @Test("a handler that another leaves nothing to is told so, and :off says what went")
    func handlers() {
        var screen = Screen(width: 200)
        screen.begin()
        screen.type(":on recipient reject")
        #expect(
            screen.answer(to: ":on recipient a@b accept") == """
                # handler 2 answers recipient a@b with accept
                # handler 1 comes first, and leaves nothing to it

                """)
        #expect(
            screen.answer(to: ":off 1")
                == "# handler 1 is gone: recipient reject; 1 left, renumbered\n")
    }

    @Test(":profile alone shows it, and mailhog says that a new connection begins")
    func profile() {
        var screen = greetedScreen(width: 200)
        #expect(screen.answer(to: ":profile").hasPrefix("# profile strict: What RFC 5321"))
        #expect(screen.bench.simulator.steps.count == 2)
        #expect(
            screen.answer(to: ":profile mailhog") == """
                # profile mailhog: Another machine, which behaves like mailhog/smtp.
                # a new connection begins: :connect opens it, or what you type

                """)
        #expect(screen.answer(to: ":set x=").contains("error"))
    }

    @Test("a quiet prompt says nothing of it")
    func quiet() {
        var screen = Screen()
        screen.begin()
        screen.bench.confirms = false
        #expect(screen.answer(to: ":on recipient reject").isEmpty)
        #expect(screen.answer(to: ":profile").contains("strict"))
    }

    @Test("what is meant by other words is asked, with the corrected line")
    func meant() {
        var screen = Screen(width: 200)
        screen.begin()
        #expect(screen.answer(to: ":on rcpt x reject").contains("hint: did you mean recipient?"))
        #expect(screen.answer(to: ":ask mail").contains("hint: did you mean sender?"))
        #expect(
            screen.answer(to: ":on recipient x reject 550 No such user").contains(
                #"""
                # error: put the text in quotes
                # hint: did you mean :on recipient x reject 550 "No such user"?
                """#))
    }

    @Test("a reply is understood at the A: prompt")
    func bareAnswer() {
        var screen = greetedScreen()
        screen.type(":ask sender", "MAIL FROM:<a@b>")
        #expect(
            screen.answer(to: "550 5.7.1 Not you").hasPrefix("S: 550 5.7.1 Not you\n"))
    }

    @Test("HELP MAIL says how MAIL is written")
    func help() {
        var screen = greetedScreen()
        #expect(
            screen.answer(to: "HELP MAIL").hasPrefix(
                """
                S: 214-2.0.0 MAIL FROM:<ann@client.example>
                S: 214 2.0.0 Begins a mail transaction and names the sender.
                """))
    }
}
