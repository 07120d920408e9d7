import SMTPImport
import Testing

@Suite("Sources that were put into something else, line by line")
struct WrappingTests {
    private static let session = [
        "220 mx.example ESMTP", "EHLO client.example", "250-mx.example", "250 AUTH LOGIN",
        "AUTH LOGIN", "334 VXNlcjo=", "dGlt", "334 UGFzczo=", "b3BlbnNlc2FtZQ==", "235 Welcome",
        "MAIL FROM:<ann@client.example>", "250 Ok", "RCPT TO:<bob@mx.example>", "250 Ok", "DATA",
        "354 go on", "Subject: \"quoted\"", "", "text", ".", "250 Ok", "QUIT", "221 Bye",
    ]

    private func read(_ lines: [String], _ join: String = "\n") throws -> Recording {
        try #require(TranscriptReader.read(Array(lines.joined(separator: join).utf8)))
    }

    private static func json(_ line: String) -> String {
        line.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }

    static let wrappings: [(name: String, apply: @Sendable (Int, String) -> String)] = [
        (
            "JSON of containers",
            {
                #"{"log":"\#(json($1))\n","stream":"stderr","time":"2026-11-22T07:55:0\#($0 % 10)Z"}"#
            }
        ),
        ("JSON of a logger", { #"{"level":"debug","ts":\#($0),"msg":"\#(json($1))"}"# }),
        ("colours", { "\u{1B}[3\($0 % 2 + 1)m\($1)\u{1B}[0m" }),
        ("line breaks of a page", { "\($1)<br>" }),
        ("other line breaks of a page", { "\($1)<br />" }),
        ("an empty line after each", { "\($1)\n" }),
        ("carriage returns inside", { "\u{1B}[32m\($1)\r\u{1B}[0m" }),
    ]

    @Test("say the same", arguments: wrappings.map(\.name), [("", ""), ("> ", "< ")])
    func same(_ name: String, _ marks: (client: String, server: String)) throws {
        let wrapping = try #require(Self.wrappings.first { $0.name == name })
        let lines = Self.session.map { line in
            let isReply = line.first.map { "2345".contains($0) } == true
            return (isReply ? marks.server : marks.client) + line
        }
        let whole = try read(lines)
        let copy = try read(lines.enumerated().map(wrapping.apply))
        #expect(copy.format == whole.format)
        #expect(Events.of(copy) == Events.of(whole))
        #expect(copy.warnings == whole.warnings)
    }

    @Test("Blanks at the end of each line are taken away, and a warning says so")
    func blanks() throws {
        let copy = try read(Self.session.map { $0 + "   " })
        let whole = try read(Self.session)
        #expect(Events.of(copy) == Events.of(whole))
        #expect(copy.warnings.map(\.text) == ["blanks at the end of each line were taken away"])
    }

    @Test("An empty line before a response is no response")
    func emptyLine() throws {
        var lines = Self.session
        lines.insert("", at: 6)
        let copy = try read(lines)
        #expect(Events.of(copy) == Events.of(try read(Self.session)))
        // RFC 4954 §4: an empty response answers a challenge that needs none.
        let cancelled = [
            "220 mx", "EHLO a", "250 mx", "AUTH XOAUTH2 eA==", "334 eyJ9", "", "535 no",
        ]
        let text = RecordingText.lines(of: try read(cancelled))
        #expect(text.contains("6 > response \\r\\n"))
    }

    @Test("Colours that tell the two sides apart are kept")
    func colours() throws {
        let sample = try #require(Sample.all.first { $0.name == "tcpflow-colour.txt" })
        #expect(TranscriptReader.read(sample.octets)?.format == "tcpflow-colour")
    }
}

@Suite("Marks that are learned")
struct LearnedMarkTests {
    private static let session: [(isClient: Bool, text: String)] = [
        (false, "220 mx.example ESMTP"), (true, "EHLO client.example"), (false, "250-mx.example"),
        (false, "250 SIZE 1000"), (true, "MAIL FROM:<ann@client.example>"), (false, "250 Ok"),
        (true, "RCPT TO:<bob@mx.example>"), (false, "550-No such user"), (false, "550 EHLO again"),
        (true, "RCPT TO:<tim@mx.example>"), (false, "250 Ok"), (true, "DATA"), (false, "354 go on"),
        (true, "Subject: x"), (true, ""), (true, "250 is text too"), (true, "."), (false, "250 Ok"),
        (true, "QUIT"), (false, "221 Bye"),
    ]

    static let marks: [(client: String, server: String, end: String)] = [
        ("[->] ", "[<-] ", ""), ("→ ", "← ", ""), ("SEND: ", "RECV: ", ""),
        ("Sent: ", "Received: ", ""),
        ("[C] ", "[S] ", ""), ("[2026-11-22 10:20:30] 4> ", "[2026-11-22 10:20:30] 4< ", ""),
        ("log: >>> ", "log: >>> SERVER: ", ""), ("[SMTP] sending: ", "[SMTP] received: ", ""),
        ("smtp: 0x7f8a: <<< ", "smtp: 0x7f8a: >>> ", ""),
        ("\"SMTPD\"\t3012\t\"RECEIVED: ", "\"SMTPD\"\t3012\t\"SENT: ", "\""),
        ("DEBUG client: Wrote: ", "DEBUG client: << ", "<CRLF>"), ("a,<,", "a,>,", ","),
        ("> ", "< ", ""), ("client> ", "server> ", ""),
    ]

    @Test("tell who says what", arguments: marks.indices)
    func read(_ index: Int) throws {
        let mark = Self.marks[index]
        let lines = Self.session.map {
            ($0.isClient ? mark.client : mark.server) + $0.text + mark.end
        }
        let copy = try #require(TranscriptReader.read(Array(lines.joined(separator: "\n").utf8)))
        let marked = Self.session.map { ($0.isClient ? "---> " : "<--- ") + $0.text }
        let whole = try #require(TranscriptReader.read(Array(marked.joined(separator: "\n").utf8)))
        #expect(whole.format == "arrows")
        #expect(Events.of(copy) == Events.of(whole), "\(copy.format)")
        #expect(copy.warnings.isEmpty)
    }

    @Test(
        "Marks that both sides have, and words of a log, are none",
        arguments: ["", "app: ", "2026-11-22 07:55:01 INFO [main] "])
    func none(_ prefix: String) throws {
        let lines = Self.session.filter { $0.text != "250 is text too" }.map { prefix + $0.text }
        let copy = try #require(TranscriptReader.read(Array(lines.joined(separator: "\n").utf8)))
        #expect(copy.format == "bare")
    }

    @Test("What stands before a few lines of a side is no mark of it")
    func noise() throws {
        let lines = [
            "220 mx.example", "EHLO client.example", "INFO: wrote DATA", "250 Ok",
            "MAIL FROM:<ann@client.example>", "INFO: wrote DATA", "250 Ok",
            "RCPT TO:<bob@mx.example>",
            "250 Ok", "INFO: wrote DATA", "QUIT", "221 Bye",
        ]
        let recording = try #require(
            TranscriptReader.read(Array(lines.joined(separator: "\n").utf8)))
        #expect(recording.format == "bare")
        #expect(
            RecordingText.lines(of: recording).contains("5 > MAIL FROM:<ann@client.example>\\r\\n"))
    }

    @Test("Further lines of a reply need no mark")
    func further() throws {
        let text = "> 220 mx\n< EHLO a\n> 250-mx\n250-SIZE 10\n250 HELP\n< QUIT\n> 221 Bye"
        let recording = try #require(TranscriptReader.read(Array(text.utf8)))
        #expect(RecordingText.lines(of: recording).contains("3 < 250-mx | 250-SIZE 10 | 250 HELP"))
    }

    @Test("A reply of several lines may stand in one")
    func written() throws {
        let text = """
            tx 220 mx.example
            rx EHLO client.example
            tx 250-mx.example[nl]250-SIZE 10[nl]250 HELP
            rx QUIT
            tx 221 Bye
            """
        let recording = try #require(TranscriptReader.read(Array(text.utf8)))
        #expect(
            RecordingText.lines(of: recording) == [
                "= -", "1 < 220 mx.example", "2 > EHLO client.example\\r\\n",
                "3 < 250-mx.example | 250-SIZE 10 | 250 HELP", "4 > QUIT\\r\\n", "5 < 221 Bye",
            ])
    }
}
