import TerminalText
import Testing

@testable import Workbench

@Suite("Other programs' transcripts")
struct ForeignFormatTests {
    private static let telnet = """
        $ telnet mx.example 25
        Trying 192.0.2.10...
        Connected to mx.example.
        220 mx.example ESMTP ready
        HELO test.example
        250 mx.example greets test.example
        """

    @Test(
        "are recognised by a vote of their lines",
        arguments: [
            (telnet, "a telnet session"),
            (
                "220 a\nEHLO b\n250-a\n250 HELP\nQUIT\n221 bye",
                "a session with the server's lines in it"
            ),
            ("=== Trying mx:25...\n<-  220 mx\n -> EHLO a\n<-  250 mx", "swaks output"),
            ("*   Trying 192.0.2.1:25...\n< 220 mx\n> EHLO a\n< 250 mx", "output of curl -v"),
            (
                "CONNECTED(00000003)\ndepth=0 CN = mx\nverify return:1\n---\n250 HELP",
                "an openssl s_client session"
            ),
            (
                "send: 'ehlo a\\r\\n'\nreply: b'250-mx\\r\\n'\nreply: b'250 HELP\\r\\n'",
                "a log of Python's smtplib"
            ),
            (
                "SERVER -> CLIENT: 220 mx\nCLIENT -> SERVER: EHLO a\nSERVER -> CLIENT: 250 mx",
                "a log of PHPMailer"
            ),
            (
                "-> \"220 mx\\r\\n\"\n<- \"EHLO a\\r\\n\"\n-> \"250 mx\\r\\n\"",
                "a log of Ruby's Net::SMTP"
            ),
            ("<-- 220 mx\n--> EHLO a\n<-- 250 mx", "output of msmtp"),
        ])
    func recognised(_ text: String, _ name: String) {
        let lines = text.split(separator: "\n").map { Array($0.utf8) }
        #expect(ForeignFormat.recognise(lines)?.name == name)
    }

    @Test(
        "SMTP is none of them, nor is a mail that quotes one",
        arguments: [
            "EHLO a\nMAIL FROM:<a@b>\nRCPT TO:<c@d>\nDATA\nSubject: x\n\n220 mx\n250 a\n> EHLO\n< 250\n.\nQUIT",
            "", "NOOP", "\u{1}\u{2}\nNOOP\n220 mx", "C: EHLO a\nS: 250 mx\nC: QUIT\nS: 221 bye",
        ])
    func none(_ text: String) {
        let lines = text.split(separator: "\n").map { Array($0.utf8) }
        #expect(ForeignFormat.recognise(lines) == nil)
    }

    @Test("a paste of one is refused, with the way to get it in")
    func paste() {
        let screen = greetedScreen(width: 200)
        let lines = ForeignFormatTests.telnet.split(separator: "\n").map { Array($0.utf8) }
        let shown = screen.bench.refusal(ofPaste: lines)?.map(\.text)
        #expect(
            shown == [
                "# error: this looks like a telnet session: nothing of it was sent",
                "# hint: begin the client's lines with C: and the server's with S:, and leave the others out",
                "# After :paste, lines up to :end are sent as they are.",
            ])
        #expect(screen.bench.refusal(ofPaste: [Array("EHLO a".utf8), Array("QUIT".utf8)]) == nil)
    }
}
