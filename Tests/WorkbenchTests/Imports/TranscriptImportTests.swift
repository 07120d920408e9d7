import SMTPImport
import SMTPPolicy
import SMTPSimulator
import TerminalText
import Testing

@testable import Workbench

@Suite("Other programs' transcripts at the prompt")
struct TranscriptImportTests {
    static let telnet = """
        $ telnet mx.example 25
        Trying 192.0.2.10...
        Connected to mx.example.
        220 mx.example ESMTP ready
        HELO test.example
        250 mx.example greets test.example
        MAIL FROM:<ann@test.example>
        250 Ok
        RCPT TO:<bob@mx.example>
        550 5.1.1 No such user
        QUIT
        221 Bye

        """

    private static func lines(_ text: String) -> [[UInt8]] {
        text.split(separator: "\n").map { Array($0.utf8) }
    }

    @Test("are played when they are pasted, and the person goes on from any step")
    func paste() throws {
        var screen = greetedScreen(width: 200)
        let opened = screen.bench.open(paste: Self.lines(Self.telnet))
        let shown = try #require(opened).map(\.text)
        #expect(shown.first?.hasPrefix("# read as ") == true)
        #expect(shown.contains("S: 550 5.1.1 No such user"))
        #expect(
            shown.contains { $0.contains("this is session paste now; :sessions main goes back") })
        #expect(shown.contains { $0.contains(":goto N goes on from any step") })
        screen.type(":goto 3")
        screen.type("RCPT TO:<carol@mx.example>")
        #expect(
            screen.text.contains("250 2.1.5 Recipient OK")
                || screen.text.contains("250 Recipient OK"))
    }

    @Test("are no SMTP, and SMTP is none of them")
    func none() {
        var screen = greetedScreen(width: 200)
        let mail =
            "EHLO a\nMAIL FROM:<a@b>\nRCPT TO:<c@d>\nDATA\nSubject: x\n\n220 mx\n250 a\n> EHLO\n< 250\n.\nQUIT"
        for text in ["EHLO a\nQUIT", mail, "C: EHLO a\nS: 250 mx\nC: QUIT\nS: 221 bye"] {
            let opened = screen.bench.open(paste: Self.lines(text))
            #expect(opened == nil)
        }
    }

    @Test(
        "with a setting that reads like a command are transcripts",
        arguments: ["none", "choose automatically"])
    func settings(_ value: String) throws {
        let text = """
            host = mx.example
            auth = \(value)
            <-- 220 mx.example ESMTP
            --> EHLO client.example

            """
        let transcript = try #require(TranscriptImport(Array(text.utf8), name: "msmtp.txt"))
        #expect(transcript.recording.format == "msmtp")
        #expect(TranscriptImport.isLikely(text.split(separator: "\n").map { Array($0.utf8) }))
    }

    @Test("are tuned: an imported script tolerates what the recorded server took")
    func tuned() throws {
        let text = Self.telnet.replacing("FROM:<ann", with: "FROM: <ann").replacing(
            "250 Ok", with: "250 Ok")
        let transcript = try #require(TranscriptImport(Array(text.utf8), name: "telnet.txt"))
        let script = transcript.tunedJoinedScript(SimulatorSettings())
        #expect(script.text.contains(":set tolerate.syntax.mail-space-after-colon on"))
        #expect(ScriptRunner().run(script.octets, name: "x").outcome == .passed)
        let plain = ScriptRunner().run(transcript.joinedScript.octets, name: "x")
        #expect(plain.outcome == .failed && plain.divergence?.verdict == .code)
    }

    @Test("worded otherwise are worded so in the imported script")
    func worded() throws {
        let text = Self.telnet.replacing(
            "550 5.1.1 No such user\n", with: "550 5.1.1 No such user\nDATA\n503 5.5.1 Need RCPT\n")
        let transcript = try #require(TranscriptImport(Array(text.utf8), name: "telnet.txt"))
        let script = transcript.tunedJoinedScript(SimulatorSettings())
        #expect(script.text.contains(#":set text.order.no-valid-recipients "503 5.5.1 Need RCPT""#))
        #expect(ScriptRunner().run(script.octets, name: "x").outcome == .passed)
    }

    @Test("that are the end of a session, as bounces have it, run as they are and when imported")
    func bounce() throws {
        let text = """
               ----- Transcript of session follows -----
            ... while talking to mx.example:
            >>> RCPT To:<bob@x.example>
            <<< 550 5.1.1 <bob@x.example>: Recipient address rejected: User unknown
            550 5.1.1 bob@x.example... User unknown

            """
        let transcript = try #require(TranscriptImport(Array(text.utf8), name: "bounce"))
        let script = transcript.joinedScript
        #expect(script.text.contains("made up so that what follows is in order"))
        let report = ScriptRunner().run(script.octets, name: "bounce")
        #expect(report.outcome == .passed && report.replay.last?.isAdopted == true)
        let tuned = transcript.tunedJoinedScript(SimulatorSettings())
        #expect(!tuned.text.contains("text.order"))
        #expect(ScriptRunner().run(tuned.octets, name: "bounce").outcome == .passed)
    }

    @Test("without a conversation are none, whatever format is named")
    func empty() {
        let transcript = TranscriptImport(Array(Self.telnet.utf8), name: "x", from: "curl")
        #expect(transcript == nil)
    }

    @Test("say which profile is nearest, and where it differs")
    func guess() throws {
        let text = """
            220 mx.example ESMTP Postfix
            EHLO a.example
            250-mx.example
            250-PIPELINING
            250-SIZE 10240000
            250-VRFY
            250-ETRN
            250-STARTTLS
            250-ENHANCEDSTATUSCODES
            250-8BITMIME
            250-DSN
            250-SMTPUTF8
            250 CHUNKING
            MAIL FROM:<a@a.example>
            250 2.1.0 Ok
            RCPT TO:<b@mx.example>
            554 5.7.1 <b@mx.example>: Relay access denied
            QUIT
            221 2.0.0 Bye

            """
        let transcript = try #require(TranscriptImport(Array(text.utf8), name: "x"))
        let guess = ProfileGuess(transcript)
        #expect(guess.candidates.first?.profile == .postfix)
        #expect(guess.lines.map(\.text).contains("# nearest: postfix"))
        #expect(guess.json["nearest"]?.stringValue == "postfix")
    }

    @Test("have a report with the first divergence whole")
    func report() throws {
        let text = Self.telnet.replacing("FROM:<ann", with: "FROM: <ann")
        let transcript = try #require(TranscriptImport(Array(text.utf8), name: "telnet.txt"))
        let report = ScriptRunner().run(transcript.joinedScript.octets, name: "telnet.txt")
        let lines = ReplayReport.lines(report.replay).map(\.text)
        #expect(lines.contains("  first divergence, telnet.txt:7:"))
        #expect(lines.contains { $0.contains("why here: rule syntax.mail-space-after-colon") })
        #expect(lines.contains { $0.contains("recorded: 250 means:") })
        #expect(
            lines.contains { $0.contains("goes on with tolerate.syntax.mail-space-after-colon on") }
        )
        #expect(ReplayReport.json(report.replay)["code"] == .number(1))
    }
}

@Suite("Reading JSON")
struct JSONReadingTests {
    @Test("gives what was written")
    func values() {
        let value: JSON = ["id": 7, "text": "a\n\"\\é\u{1F600}\u{1B}", "list": [true, .null, "x"]]
        #expect(JSON(reading: Array(value.text.utf8)) == value)
        #expect(
            JSON(reading: Array(#" { "a" : "\ud83d\ude00\u00e9\/" } "#.utf8))?["a"]?.stringValue
                == "\u{1F600}é/")
    }

    @Test(
        "takes nothing that is not JSON",
        arguments: [
            "", "{", "{\"a\"}", "[1,]x", "\"\\x\"", "tru", "{} {}",
            String(repeating: "[", count: 10_000),
        ])
    func none(_ text: String) { #expect(JSON(reading: Array(text.utf8)) == nil) }
}
