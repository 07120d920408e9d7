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
