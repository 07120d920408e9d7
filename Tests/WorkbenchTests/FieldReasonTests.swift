import SMTPPolicy
import SMTPSimulator
import Testing

@testable import Workbench

/// What `:why` tells of the cases of Tests/Transcripts/Scripts/field.
@Suite("Reasons in the field")
struct FieldReasonTests {
    @Test("AUTH that is not offered is told by its extension, and how to switch it on")
    func authNotOffered() {
        var screen = greetedScreen()
        screen.type(":set auth off", "EHLO client.example", "AUTH CRAM-MD5")
        let why = screen.answer(to: ":why")
        #expect(why.hasPrefix("# command.not-offered   RFC 5321 §4.2.4, §2.2.2\n"))
        #expect(
            why.unwrapped.contains(
                "AUTH belongs to the extension AUTH (RFC 4954 §3), which this server does not list")
        )
        #expect(why.unwrapped.contains(":set auth on switches it on."))
        #expect(!why.contains("TURN"))
    }

    @Test("a parameter that is not offered is told by its extension")
    func parameterNotOffered() {
        var screen = greetedScreen()
        screen.type(":set size off", "EHLO client.example", "MAIL FROM:<a@b> SIZE=9")
        let why = screen.answer(to: ":why").unwrapped
        #expect(why.contains("SIZE belongs to the extension SIZE (RFC 1870"))
        #expect(why.contains(":set size on switches it on."))
    }

    @Test("what a policy put into the reply to EHLO, and left out, counts")
    func wordedOffer() {
        var screen = greetedScreen()
        screen.type(
            ":set size off", #":on capabilities capabilities "SIZE 1000""#, "EHLO client.example",
            "MAIL FROM:<a@b> SIZE=9")
        #expect(
            screen.answer(to: ":why").unwrapped
                .contains("which a policy put into the reply to EHLO, though it is off"))
        screen.type("STARTTLS")
        #expect(
            screen.answer(to: ":why").unwrapped
                .contains("which is on, but was not in the reply to EHLO, which a policy worded."))
        #expect(!screen.answer(to: ":can").contains("BODY="))
    }

    @Test("a word of an extension that the server does not have is told by it")
    func unknownWord() {
        var screen = greetedScreen()
        screen.type("RCPT TO:<a@b>", "MAIL FROM:<a@b>", "RCPT TO:<a@b> FOO=1")
        #expect(!screen.answer(to: ":why").contains("belongs to the extension"))
        screen.type("XCLIENT ADDR=192.0.2.1")
        let why = screen.answer(to: ":why").unwrapped
        #expect(why.contains("XCLIENT belongs to the extension XCLIENT"))
    }

    @Test("each of pipelined replies has its own decision")
    func pipelined() {
        var screen = greetedScreen()
        screen.type(
            #":on recipient nosuch@* reject 550 5.1.1 "No such user""#,
            #":send "MAIL FROM:<a@b>\r\nRCPT TO:<nosuch@b>\r\nRCPT TO:<c@d>\r\nFOO\r\nNOOP\r\n""#)
        #expect(!screen.answer(to: ":why").contains("Decided"))
        #expect(screen.answer(to: ":why 2").contains("Decided: unknown FOO: reject, the default"))
        #expect(screen.answer(to: ":why 3").contains("Decided: recipient c@d: accept, the default"))
        #expect(
            screen.answer(to: ":why 4").contains(
                "Decided: recipient nosuch@b: reject, by handler 1:"))
        #expect(screen.answer(to: ":why 5").contains("Decided: sender a@b: accept, the default"))
    }

    @Test("text that goes on after a lone dot, or after a refused DATA, is recognized")
    func outOfStep() {
        var screen = greetedScreen()
        screen.type("MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA")
        screen.type(#"::send "hello\r\n.\r\nworld\r\n.\r\n""#)
        let why = screen.answer(to: ":why 2").unwrapped
        #expect(why.hasPrefix("# S: 500 5.5.1 Command not recognized"))
        #expect(why.contains("Note command.text-after-dot (RFC 5321 §4.5.2)"))
        screen.type("DATA", "Subject: x")
        #expect(screen.answer(to: ":why").contains("Note command.text-after-refused-data"))
    }

    @Test("what is wrong with an authentication is told without the secret")
    func credentials() {
        var screen = greetedScreen()
        screen.type(
            ":set plaintext-authentication on", ":user tim tanstaaftanstaaf",
            "AUTH PLAIN AHRpbQB0YW5zdGFhZg==")
        let why = screen.answer(to: ":why").unwrapped
        #expect(why.contains("Note auth.password-differs, 8 octets fewer than expected"))
        #expect(!why.contains("tanstaaf"))
        #expect(screen.text.contains("note auth.password-differs 8\n#~   octets fewer"))
        #expect(screen.text.contains("S: 535 5.7.8 Authentication credentials invalid\n"))
    }

    @Test("a long line is told with its place and length")
    func longLine() {
        var screen = greetedScreen()
        screen.type(
            ":set tolerate.content.line-too-long off", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA",
            "short")
        screen.type(#"::send "a" *1200"#, #"::send "\r\n.\r\n""#)
        let place = "content.line-too-long, line 2 octet 1001, 1202 octets long"
        #expect(screen.answer(to: ":why").unwrapped.contains("Note \(place) (RFC 5321 §4.5.3.1.6)"))
    }

    @Test("octets that wait are explained by :why, :state and :buffer")
    func waiting() {
        var screen = greetedScreen()
        screen.type(#":send "MAIL FROM:<a@b>\n""#)
        let why = screen.answer(to: ":why").unwrapped
        #expect(why.hasPrefix("# 16 octets wait: the line is not complete. A line ends with CR LF"))
        #expect(why.contains("Note syntax.bare-line-feed (RFC 5321 §2.3.8)"))
        #expect(why.contains("hello.accepted"))
        #expect(screen.answer(to: ":state").contains("End lines with CR LF"))
        #expect(screen.answer(to: ":buffer").contains("syntax.bare-line-feed"))
    }

    @Test(
        "a dot that does not end message text is explained",
        arguments: [
            #"half\n.\n"#, #"half\r\n.\r\r\n"#,
        ])
    func dotThatEndsNothing(text: String) {
        var screen = greetedScreen()
        screen.type("MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", "::send \"\(text)\"")
        #expect(
            screen.answer(to: "::why").contains("Note content.end-with-bare-lf, line 2 octet 1"))
        #expect(screen.answer(to: "::state").contains("a dot between bare line ends"))
        #expect(screen.answer(to: "::buffer").contains("content.end-with-bare-lf"))
    }

    @Test("a TLS handshake on a plain port is told at once, without a line end")
    func handshake() {
        var screen = Screen()
        screen.begin()
        screen.type(#":send "\x16\x03\x01\x00.\x01""#)
        #expect(screen.text.contains("#~ HELLO   note connection.other-protocol a TLS ClientHello"))
        #expect(
            screen.answer(to: ":why").unwrapped.contains(
                "connection.other-protocol, a TLS ClientHello"))
    }

    @Test("the card of :explain has the codes of the reply")
    func card() {
        var screen = greetedScreen()
        let shown = screen.answer(to: ":explain MAIL FROM:<ann>")
        #expect(shown.contains("Reply: 501 5.1.7 The address needs a domain"))
        #expect(!shown.contains("5.1.3"))
    }
}

extension String {
    /// A page without the breaks of its paragraphs.
    fileprivate var unwrapped: String { replacing("\n# ", with: " ") }
}
