import TerminalText
import Testing
@testable import Workbench

@Suite("The pictures of the terminal")
struct PictureTests {
    @Test("a command out of order is refused, and :why shows the rule")
    func outOfOrder() {
        var screen = Screen()
        screen.begin()
        screen.type("MAIL FROM:<ann@client.example>", ":why")
        #expect(
            screen.text == """
                # smtpsim 0.1.0, profile strict. Type SMTP, or :help.
                # Tab shows what you may type, :can explains, :quit leaves, :help start teaches
                S: 220 mx.sim.example ESMTP smtpsim
                #~ HELLO
                C: MAIL FROM:<ann@client.example>
                S: 503 5.5.1 Send EHLO or HELO first
                #~ HELLO   rule order.hello-first
                C: :why
                # order.hello-first   RFC 5321 §4.1.4
                # A client introduces itself with EHLO (or HELO) before it starts a mail transaction. The session is
                # unchanged. You may now send: EHLO, HELO, HELP, VRFY, EXPN, NOOP, RSET, QUIT.

                """)
    }

    @Test("EHLO lists the extensions, and the trace shows the new state")
    func hello() {
        var screen = Screen()
        screen.begin()
        screen.clear()
        screen.type("EHLO client.example", "MAIL FROM:<ann@client.example>")
        #expect(screen.text.hasPrefix("C: EHLO client.example\nS: 250-mx.sim.example greets"))
        #expect(
            screen.text.hasSuffix(
                """
                #~ HELLO → MAIL   hello client.example: accept (default)
                C: MAIL FROM:<ann@client.example>
                S: 250 2.1.0 Sender OK
                #~ MAIL → RCPT   sender ann@client.example: accept (default)

                """))
    }

    @Test("a rule refuses, undo takes it back, and the person answers at the A prompt")
    func rulesAndAnswers() {
        var screen = Screen()
        screen.begin()
        screen.type("MAIL FROM:<a@b>", "EHLO client.example", "MAIL FROM:<ann@client.example>")
        screen.clear()
        screen.type(
            #":on recipient nosuch@* reject 550 5.1.1 "No such user""#,
            "RCPT TO:<nosuch@sim.example>", ":undo", ":ask recipient",
            "RCPT TO:<nosuch@sim.example>",
            #"tempfail 451 4.7.1 "Greylisted, come back later""#)
        #expect(
            screen.text == #"""
                C: :on recipient nosuch@* reject 550 5.1.1 "No such user"
                # handler 1 answers recipient nosuch@* with reject 550 5.1.1 "No such user"
                C: RCPT TO:<nosuch@sim.example>
                S: 550 5.1.1 No such user
                #~ RCPT   recipient nosuch@sim.example: reject (handler 1)
                C: :undo
                # back before step 4: RCPT TO:<nosuch@sim.example>
                # state RCPT
                C: :ask recipient
                # you are asked about recipient
                C: RCPT TO:<nosuch@sim.example>
                A: recipient nosuch@sim.example [accept] tempfail 451 4.7.1 "Greylisted, come back later"
                S: 451 4.7.1 Greylisted, come back later
                #~ RCPT   recipient nosuch@sim.example: tempfail (operator)

                """#)
    }

    @Test("a line that was not typed where it is shown is a line of a script")
    func echo() {
        let bench = greetedScreen().bench
        #expect(bench.echo(of: Array("NOOP é".utf8)).text == "C: NOOP é")
        #expect(
            bench.echo(of: Array("NOOP a\u{A0}b".utf8)).text == #"C+ "NOOP a\u{A0}b\r\n""#)
        #expect(bench.echo(of: [0x3A, 0x3A, 0xFF]).text == #"C+ ":\xFF\r\n""#)
    }

    @Test("a syntax error has a caret under the octet that does not fit")
    func caret() {
        var screen = greetedScreen()
        screen.type("MAIL FROM: <ann@client.example>")
        #expect(
            screen.text == """
                C: MAIL FROM: <ann@client.example>
                S: 501 5.5.4 No space is allowed after FROM:
                #~ MAIL   rule syntax.mail-space-after-colon
                #~   MAIL FROM: <ann@client.example>
                #~             ^ no space is allowed after the colon

                """)
    }

    @Test("what a client sends is never shown raw")
    func controlCharacters() {
        var screen = greetedScreen()
        screen.type("NOOP \u{1B}[2J\u{202E}")
        #expect(
            !screen.bench.enter(Array("NOOP \u{1B}[2J".utf8)).contains {
                $0.text.contains("\u{1B}")
            })
        #expect(screen.answer(to: ":log").contains(#"\x1B[2J\u{202E}"#))
    }
}
