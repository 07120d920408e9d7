import SMTPImport
import Testing

@Suite("Sources that were cut, quoted or put together")
struct MangledTests {
    private func read(_ text: String) throws -> Recording {
        try #require(TranscriptReader.read(Array(text.utf8)))
    }

    private func folded(_ sample: Sample, at width: Int) -> [UInt8] {
        var text: [UInt8] = []
        for line in sample.lines {
            var column = 0
            for octet in line {
                let next = octet == 0x09 ? (column / 8 + 1) * 8 : column + 1
                if next > width {
                    text.append(0x0A)
                    column = 0
                }
                column = octet == 0x09 ? (column / 8 + 1) * 8 : column + 1
                text.append(octet)
            }
            text.append(0x0A)
        }
        return text
    }

    @Test(
        "Lines that were cut at a column are joined, and a warning says so",
        arguments: [
            ("postfix-debug.txt", 72), ("postfix-debug.txt", 80), ("nodemailer.txt", 72),
            ("nodemailer.txt", 80), ("phpmailer.txt", 72),
        ])
    func cut(_ name: String, _ width: Int) throws {
        let sample = try #require(Sample.all.first { $0.name == name })
        let whole = try #require(TranscriptReader.read(sample.octets))
        let copy = try #require(TranscriptReader.read(folded(sample, at: width)))
        #expect(Events.of(copy) == Events.of(whole))
        let text = "lines were cut at column \(width): they were joined again"
        #expect(copy.warnings.contains { $0.text == text })
    }

    @Test("A line that may be the rest of the one before is named, where it is not clear")
    func rest() throws {
        let start = "Nov 22 07:55:33 mx postfix/smtpd[4711]:"
        let recording = try read(
            """
            \(start) > client.example[192.0.2.7]: 220 mx.example ESMTP
            \(start) < client.example[192.0.2.7]: EHLO client.of.some.length
            .example
            \(start) > client.example[192.0.2.7]: 250 mx.example
            """)
        #expect(
            recording.warnings == [
                RecordingWarning(
                    "line 3 has no mark, and may be the rest of the line before: what is there was not read",
                    line: 3)
            ])
    }

    @Test("A line that is joined is named, whatever tells its conversation apart")
    func joined() throws {
        let object = "Net::SMTP=GLOB(0x55c2f53eb8c8)"
        let recording = try read(
            """
            \(object)<<< 220 mx.example ESMTP
            \(object)>>> EHLO client.example
            \(object)<<< 550 5.1.1 no service for you at this hour
            of the day
            \(object)>>> QUIT
            """)
        #expect(
            recording.warnings == [
                RecordingWarning("a line was wrapped: the next ones were joined to it", line: 3)
            ])
    }

    private let swaks = """
        === Trying 192.0.2.25:25...
        === Connected to 192.0.2.25.
        <-  220 mx.example ESMTP
         -> EHLO client.example
        <-  250 mx.example
         -> MAIL FROM:<ann@client.example>
        <-  250 Ok
         -> QUIT
        <-  221 Bye
        === Connection closed with remote host.

        """
    private let curl = """
        * Connected to mx.example (192.0.2.25) port 25 (#0)
        < 220 mx.example ESMTP
        > EHLO client.example
        < 250 mx.example
        > QUIT
        < 221 Bye
        * Closing connection 0

        """

    @Test("A dialogue that prose precedes is found, however long that is", arguments: [350, 5_000])
    func afterProse(_ count: Int) throws {
        let prose = "   A server that replies may say more, in as many further lines as it likes.\n"
        let dialogue =
            "      S: 220 mx.example\n      C: EHLO a.example\n      S: 250 mx.example\n"
        let recording = try read(
            String(repeating: prose, count: count) + dialogue
                + String(repeating: prose, count: 300))
        #expect(recording.format == "dialogue")
        #expect(
            RecordingText.lines(of: recording).prefix(4) == [
                "= -", "\(count + 1) < 220 mx.example", "\(count + 2) > EHLO a.example\\r\\n",
                "\(count + 3) < 250 mx.example",
            ])
    }

    @Test("A source that says nothing in so many lines is given up")
    func proseAlone() {
        let prose = Array("Nobody says anything here.\n".utf8)
        var reader = TranscriptReader()
        for _ in 0..<2_000 { reader.feed(prose[...]) }
        #expect(reader.recognition == .undecided)
        for _ in 0..<50_000 { reader.feed(prose[...]) }
        #expect(reader.recognition == .none)
    }

    @Test("Lines of another format are named")
    func mixed() throws {
        let text =
            "look like output of curl -v, and were not read: import them from a file of their own"
        for (source, first, last) in [(swaks + curl, 11, 17), (curl + swaks, 1, 7)] {
            let recording = try read(source)
            #expect(recording.format == "swaks")
            let found = recording.warnings.map { "\($0.line ?? 0) \($0.text)" }
            #expect(found == ["\(first) lines \(first) to \(last) \(text)"])
        }
    }

    @Test(
        "Quoting of any depth is taken away",
        arguments: ["> ", ">> ", ">>> ", "> > ", ">", ">>>> "])
    func quoted(_ mark: String) throws {
        let session = [
            "Trying 192.0.2.25...", "Connected to mx.example.", "Escape character is '^]'.",
            "220 mx.example ESMTP", "HELO client.example", "250 mx.example",
            "MAIL FROM:<ann@client.example>", "250 Ok", "RCPT TO:<bob@mx.example>", "250 Ok",
            "DATA",
            "354 go on", "Subject: hello", "", "> quoted before", ".", "250 Ok", "QUIT", "221 Bye",
        ]
        let whole = try read(session.joined(separator: "\n"))
        let copy = try read(session.map { mark + $0 }.joined(separator: "\n"))
        #expect(copy.format == "bare")
        #expect(RecordingText.lines(of: copy) == RecordingText.lines(of: whole))
    }

    @Test(
        "Message text is read where a source has it, though others of its kind leave it out",
        arguments: [("fakesmtp", "Client: ", "Server: "), ("curl", "> ", "< ")])
    func shownText(_ format: String, _ client: String, _ server: String) throws {
        let session = [
            (server, "220 mx.example ESMTP"), (client, "EHLO client.example"), (server, "250 mx"),
            (client, "MAIL FROM:<>"), (server, "250 Ok"), (client, "RCPT TO:<bob@mx.example>"),
            (server, "250 Ok"), (client, "DATA"), (server, "354 go"), (client, "Subject:x"),
            (client, "QUIT"), (client, "."), (server, "250 Ok"), (client, "DATA"),
            (server, "354 go"), (client, "."), (server, "250 Ok"), (client, "QUIT"),
            (server, "221 Bye"),
        ]
        let recording = try read(session.map { $0.0 + $0.1 }.joined(separator: "\n"))
        #expect(recording.format == format)
        let lines = RecordingText.lines(of: recording)
        #expect(lines.contains("10 > text Subject:x\\r\\nQUIT\\r\\n.\\r\\n"))
        #expect(lines.suffix(5).prefix(2) == ["15 < 354 go", "16 > text .\\r\\n"])
    }

    @Test("PHPMailer in the log of a web server, and on a page that ran lines together")
    func phpmailer() throws {
        let whole = try read(
            """
            2026-11-22 08:16:20\tSERVER -> CLIENT: 220 mx.example ESMTP
            2026-11-22 08:16:20\tCLIENT -> SERVER: EHLO client.example
            2026-11-22 08:16:20\tSERVER -> CLIENT: 250-mx.example
                               \t                  250-SIZE 1000250
                               \t                  250 HELP
            2026-11-22 08:16:20\tCLIENT -> SERVER: QUIT
            2026-11-22 08:16:20\tSERVER -> CLIENT: 221 Bye

            """)
        let end = "\\r\\n, referer: https://www.example/new.php"
        let start =
            "[Sun Nov 22 08:16:20.1 2026] [php:notice] [pid 7] [client 192.0.2.7:400] SMTP (level"
        let log = try read(
            """
            \(start) 2): SERVER -> CLIENT: 220 mx.example ESMTP\(end)
            \(start) 1): CLIENT -> SERVER: EHLO client.example\(end)
            \(start) 4): SMTP INBOUND: "250-mx.example", referer: https://www.example/new.php
            \(start) 2): SERVER -> CLIENT: 250-mx.example\\r\\n250-SIZE 1000250\\r\\n250 HELP\(end)
            \(start) 1): CLIENT -> SERVER: QUIT\(end)
            \(start) 2): SERVER -> CLIENT: 221 Bye\(end)

            """)
        #expect(Events.of(log) == Events.of(whole))
        let page = try read(
            """
            SERVER -> CLIENT: 220 mx.example ESMTP
            CLIENT -> SERVER: EHLO client.example
            SERVER -> CLIENT: 250-mx.example250-SIZE 1000250250 HELP
            CLIENT -> SERVER: QUIT
            SERVER -> CLIENT: 221 Bye

            """)
        #expect(Events.of(page) == Events.of(whole))
        #expect(
            page.conversations.first?.warnings.map(\.text) == [
                "the lines of this reply were run together: they were parted"
            ])
    }

    @Test("What a server says, if nobody else does, is given commands")
    func serverAlone() throws {
        let recording = try read(
            """
            SMTP -> FROM SERVER:220 mx.example ESMTP
            SMTP -> FROM SERVER: 250-mx.example
            250 SIZE 1000
            SMTP -> FROM SERVER:250 2.1.0 Ok
            SMTP -> FROM SERVER:550 5.1.1 No
            SMTP -> FROM SERVER:221 Bye

            """)
        let lines = RecordingText.lines(of: recording)
        #expect(lines.contains("2 > EHLO client.invalid\\r\\n"))
        #expect(lines.contains("4 > MAIL FROM:<sender@client.invalid>\\r\\n"))
        #expect(lines.contains("5 > RCPT TO:<recipient@server.invalid>\\r\\n"))
        #expect(
            lines.last
                == "! 1 the client's lines are not in the source: commands are guessed from the replies"
        )
    }

    @Test("What PHPMailer says of the connection is no rest of a long line")
    func remark() throws {
        let recording = try read(
            """
            2026-11-22 08:16:20\tSERVER -> CLIENT: 220 mx.example ESMTP with a banner of some length
            2026-11-22 08:16:20\tCLIENT -> SERVER: EHLO client.example
            2026-11-22 08:16:20\tSERVER -> CLIENT: 421 4.3.2 mx.example has a service that shuts down
            2026-11-22 08:16:20\tConnection: closed

            """)
        #expect(recording.warnings.isEmpty)
    }

    @Test("The seconds of a time before each line are no number of a process")
    func times() throws {
        let session = [
            "  SMTP<< 220 mx.example", "  SMTP>> EHLO client.example", "  SMTP<< 250-mx.example",
            "         250 HELP", "  SMTP>> QUIT", "  SMTP<< 221 Bye",
        ]
        let whole = try read(session.joined(separator: "\n"))
        let copy = try read(
            session.enumerated().map { "2026-11-22 07:55:0\($0) \($1)" }.joined(separator: "\n"))
        #expect(copy.format == "exim-debug" && copy.conversations.count == 1)
        #expect(Events.of(copy) == Events.of(whole))
    }

    @Test("Arrows of a client alone are no quoting")
    func arrows() throws {
        let recording = try read(">>> EHLO client.example\n>>> MAIL FROM:<>\n>>> QUIT\n")
        #expect(recording.format == "arrows")
    }

    @Test("A source whose name begins like a command with a password is named in comments")
    func name() {
        var conversation = RecordedConversation()
        conversation.turns = [RecordedTurn(.reply(RecordedReply([Array("220 mx".utf8)])), line: 4)]
        conversation.warnings = [RecordingWarning("something is missing", line: 3)]
        var recording = Recording(format: "swaks", named: "swaks output", percentage: 100)
        recording.conversations = [conversation]
        let text = recording.joinedScript(ImportOptions(source: "logs/auth1")).text
        #expect(text.hasPrefix("# Imported from logs/auth1: read as"))
        #expect(text.contains("# warning: auth1:3: something is missing\n"))
        #expect(text.contains("# from auth1:4\n"))
    }
}
