import SMTPDriver
import SMTPGrammar
import SMTPImport
import SMTPScript
import SMTPSession
import SMTPSimulator
import Testing

@Suite("A recorded conversation as a script")
struct ScriptTests {
    private func script(
        _ events: [RecordedEvent], configure: (inout ImportOptions) -> Void = { _ in }
    ) -> String {
        var conversation = RecordedConversation()
        conversation.turns = events.enumerated().map { RecordedTurn($1, line: $0 + 1) }
        var options = ImportOptions(source: "logs/log.txt")
        configure(&options)
        return conversation.script(options).text
    }

    private func sent(_ line: String, _ kind: RecordedWrite.Kind = .line) -> RecordedEvent {
        .sent(RecordedWrite(kind, Array("\(line)\r\n".utf8)))
    }

    private func reply(_ lines: String...) -> RecordedEvent {
        .reply(RecordedReply(lines.map { Array($0.utf8) }))
    }

    private func run(_ script: String) -> ScriptReport {
        ScriptRunner().run(Array(script.utf8), name: "log.txt")
    }

    private var hello: [RecordedEvent] {
        [
            reply("220 mx.example ESMTP ready"), sent("EHLO client.example"),
            reply("250-mx.example Hello client.example", "250-SIZE 1000", "250 AUTH PLAIN LOGIN"),
        ]
    }

    private var transaction: [RecordedEvent] {
        [
            sent("MAIL FROM:<ann@client.example>"), reply("250 Ok"),
            sent("RCPT TO:<bob@mx.example>"),
            reply("250 Ok"), sent("DATA"), reply("354 go"),
        ]
    }

    @Test("that begins with the reply to EHLO gets an EHLO, and goes on")
    func beginsWithOffer() {
        let text = script(
            [
                reply("250-mx.example Hello", "250-STARTTLS", "250 AUTH PLAIN"), sent("STARTTLS"),
                reply("220 go"), sent("EHLO client.example"),
                reply("250-mx.example", "250 AUTH PLAIN"), sent("QUIT"), reply("221 Bye"),
            ])
        #expect(
            text.contains("made up so that what follows is in order:\nC: EHLO client.example\n"))
        #expect(text.contains("S: 250-mx.example Hello\nS: 250-STARTTLS\n"))
        #expect(run(text).outcome == .passed, "\(run(text).failures.map(\.message))")
    }

    @Test(
        "that begins with STARTTLS or AUTH gets an EHLO",
        arguments: ["STARTTLS", "AUTH PLAIN AGEAYg=="])
    func beginsAfterHello(_ command: String) {
        let text = script(
            [
                sent(command), reply(command == "STARTTLS" ? "220 go" : "235 welcome"),
                sent("EHLO a.example"), reply("250 mx.example"),
            ])
        #expect(text.contains("C: EHLO client.example\nS*\n"))
        #expect(run(text).outcome == .passed, "\(text) \(run(text).failures.map(\.message))")
    }

    @Test(
        "of a server alone has commands that it could refuse so",
        arguments: [501, 503, 555, 500, 502])
    func refusedGuess(_ code: Int) throws {
        let lines = [
            "**** SMTP testing session as if from host 192.0.2.10",
            "220 mx.example ESMTP Exim 4.96",
            "250-mx.example Hello", "250 HELP", "250 OK", "250 Accepted", "\(code) no", "221 bye",
        ]
        let source = Array(lines.joined(separator: "\n").utf8)
        let recording = try #require(TranscriptReader.read(source, from: "exim-session"))
        let text = recording.joinedScript(ImportOptions(source: "log.txt")).text
        #expect(run(text).outcome == .passed, "\(text) \(run(text).failures.map(\.message))")
    }

    @Test("sets the server up, names where each line is from, and runs")
    func whole() {
        let text = script(
            hello + transaction + [
                sent("Hello\r\n..dot\r\n.", .text), reply("250 Ok: queued as 4XyzAB1234"),
                sent("QUIT"),
                reply("221 Bye"), .closed(.server),
            ])
        #expect(
            text.hasPrefix(
                """
                :adopt
                :set hostname mx.example
                :set ident "ESMTP ready"
                :set text.hello.accepted "{hostname} Hello {client}"
                :set extensions SIZE,AUTH
                :set maximum-message-size 1000
                :set authentication-mechanisms PLAIN,LOGIN
                :set plaintext-authentication on
                # from log.txt:1
                S: 220 mx.example ESMTP ready
                # from log.txt:2
                C: EHLO client.example
                S: 250-mx.example Hello client.example
                S: 250-SIZE 1000
                S: 250 AUTH PLAIN LOGIN

                """))
        #expect(text.contains("C: ..dot\nC: .\nS: 250 Ok: queued as {{\\S+}}\n"))
        #expect(text.hasSuffix("S: 221 Bye\nS. close\n"))
        let report = run(text)
        #expect(report.outcome == .passed)
        #expect(report.replay.prefix(2).map(\.verdict) == [.same, .same])
    }

    @Test("puts a handshake where the client went on after 220 to STARTTLS")
    func handshake() {
        let text = script(
            hello + [
                sent("STARTTLS"), reply("220 go"), sent("EHLO client.example"),
                reply("250 mx.example"),
            ])
        #expect(text.contains("S: 220 go\nS. tls\n:tls\n"))
        #expect(run(text).outcome == .passed)
    }

    @Test("makes up text in the stated size, of lines or octets, and says so")
    func madeUp() {
        for (kind, size) in [
            (RecordedWrite.Kind.leftOutText(lines: nil, octets: 1_000_003), 1_000_003),
            (.leftOutText(lines: nil, octets: 64), 64), (.leftOutText(lines: nil, octets: 65), 65),
            (.leftOutText(lines: nil, octets: 1), 1), (.leftOutText(lines: 10, octets: nil), 620),
        ] {
            let text = script(
                [reply("220 mx.example"), sent("HELO a.example"), reply("250 mx.example")]
                    + transaction + [.sent(RecordedWrite(kind, [])), reply("250 Ok")])
            #expect(text.contains("was left out: made up in that size"))
            // One octet has no room for its CR LF, which the dot needs.
            guard size > 2 else { continue }
            #expect(run(text + ":expect message 1 size \(size)\n").outcome == .passed)
        }
    }

    @Test("ends text whose dot was not recorded, stuffed or not")
    func dots() {
        let stuffed = script(hello + transaction + [sent("a\r\n..b", .text), reply("250 Ok")])
        #expect(stuffed.contains("C: ..b\n# the dot that ends the text was not recorded\nC: .\n"))
        let plain = script(hello + transaction + [sent(".b", .unstuffedText), reply("250 Ok")])
        #expect(plain.contains("C| .b\nC: .\n"))
        let cut = script(hello + transaction + [sent("a", .text), .closed(.client)])
        #expect(!cut.contains("C: .\n") && cut.hasSuffix(":close\n"))
        #expect([stuffed, plain, cut].allSatisfy { run($0).outcome == .passed })
    }

    @Test("puts replies after what they answer, and any reply where none was recorded")
    func order() {
        func exact(_ line: String) -> RecordedEvent {
            .sent(RecordedWrite(.line, Array("\(line)\r\n".utf8), isExact: true))
        }
        let text = script(
            hello + [
                exact("MAIL FROM:<a@b.example>"), exact("RCPT TO:<c@mx.example>"), reply("250 one"),
                exact("RSET"), reply("250 two"), reply("250 three"), sent("NOOP"),
            ])
        #expect(
            text.contains(
                "C: MAIL FROM:<a@b.example>\n:flush\n# from log.txt:5\nC: RCPT TO:<c@mx.example>\nS: 250 one\nS: 250 two\n"
            ))
        #expect(text.hasSuffix("C: NOOP\n# a reply was not recorded\nS*\n"))
        #expect(run(text).outcome == .passed)
    }

    @Test("completes a fragment, and keeps what answers nothing as a comment")
    func fragments() {
        let text = script([
            sent("RCPT TO:<bob@mx.example>"), reply("550 5.1.1 no such user"), sent("DATA"),
            reply("503 need RCPT"),
        ])
        #expect(text.contains("C: RCPT TO:<bob@mx.example>\nS: 550 5.1.1 no such user\n"))
        let full = script([sent("RCPT TO:<bob@mx.example>"), reply("250 Ok")])
        #expect(
            full.contains(
                "# not in the recording, made up so that what follows is in order:\nC: EHLO client.example\nS*\nC: MAIL FROM:<>\nS*\n"
            ))
        #expect(run(full).outcome == .passed)
        let server = script([reply("220 mx.example"), reply("250 what?")])
        #expect(server.contains("#   250 what?") && run(server).outcome == .passed)
    }

    @Test("shuts the server down where it said 421 by itself")
    func shutdown() {
        let text = script(hello + [reply("421 4.4.2 timeout"), .closed(.server)])
        #expect(text.contains(":shutdown\nS: 421 4.4.2 timeout\nS. close\n"))
        #expect(run(text).outcome == .passed)
    }

    @Test("speaks LMTP where the client does, with a reply for each recipient")
    func localDelivery() {
        let text = script([
            reply("220 mx.example LMTP"), sent("LHLO a.example"), reply("250 mx.example"),
            sent("MAIL FROM:<>"), reply("250 ok"), sent("RCPT TO:<a@mx.example>"), reply("250 ok"),
            sent("RCPT TO:<b@mx.example>"), reply("250 ok"), sent("DATA"), reply("354 go"),
            sent("x\r\n.", .text), reply("250 a"), reply("452 b is full"),
        ])
        let report = run(text)
        #expect(report.outcome == .passed && report.replay.last?.isAdopted == true)
    }

    @Test("takes unlisted extensions that the recorded server took, without listing them")
    func unlisted() {
        let text = script([
            reply("220 mx.example"), sent("EHLO a.example"), reply("250 mx.example"),
            sent("MAIL FROM:<a@b.example> SIZE=5 BODY=8BITMIME"), reply("250 Ok"),
        ])
        #expect(text.contains(":set hidden-extensions SIZE,8BITMIME\n"))
        #expect(run(text).outcome == .passed)
    }

    @Test("takes a lone LF for the end of a line where the recorded server did")
    func loneLineFeed() {
        let line = RecordedWrite(.line, Array("NOOP\n".utf8), isExact: true)
        let text = script(
            hello + [.sent(line), reply("250 Ok")] + transaction
                + [sent("Hello\r\n.", .text), reply("250 Ok"), sent("QUIT"), reply("221 Bye")])
        #expect(text.contains(":set tolerate.syntax.bare-line-feed on\n"))
        #expect(text.contains("C+ \"NOOP\\n\"\nS: 250 Ok\n"))
        #expect(run(text).outcome == .passed)
        // A server that waits for CR LF says nothing, until the line ends.
        let rest = sent("")
        let waits = script(hello + [.sent(line), rest, reply("250 Ok"), sent("QUIT")])
        #expect(!waits.contains("bare-line-feed"))
    }

    @Test("never has control characters as they are, whatever names and texts hold")
    func hostile() {
        var conversation = RecordedConversation(label: "a\n:quit \u{1B}[2J")
        conversation.warnings = [RecordingWarning("b\r\nC: QUIT", line: 1)]
        conversation.turns = [
            RecordedTurn(.remark("c\n:shutdown"), line: 1),
            RecordedTurn(.connected(address: "1.2.3.4 tls\n:quit"), line: 1),
            RecordedTurn(reply("220 mx\u{1B}[31m.example {{.*}} \r[[x]]"), line: 1),
            RecordedTurn(
                .sent(RecordedWrite(.line, [0x45, 0x00, 0x0A, 0xFF, 0x0D, 0x0A])), line: 2),
        ]
        let text = conversation.script(ImportOptions(source: "x\n:quit")).text
        #expect(
            text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7F })
        #expect(
            !text.contains("\n:quit") && !text.contains("\n:shutdown")
                && !text.contains("\nC: QUIT"))
        #expect((try? ScriptParser.parse(Array(text.utf8), name: "x")) != nil)
    }
}

@Suite("Scripts of all samples")
struct SampleScriptTests {
    @Test("can be read and played without end", arguments: Sample.all)
    func played(_ sample: Sample) throws {
        guard let recording = TranscriptReader.read(sample.octets) else { return }
        for script in recording.scripts(ImportOptions(source: sample.name)) {
            let report = ScriptRunner().run(script.octets, name: script.name)
            if case .invalid(let diagnostics) = report.outcome {
                Issue.record("\(script.name): \(diagnostics.map(\.description))")
            }
            // What differs is what the protocol decides, and never that a step could not be played.
            let odd = report.failures.filter { $0.message.hasPrefix("cannot") }
            #expect(odd.isEmpty, "\(script.name): \(odd.map(\.message))")
        }
        let joined = recording.joinedScript(ImportOptions(source: sample.name))
        #expect((try? ScriptParser.parse(joined.octets, name: "x")) != nil)
    }
}

@Suite("Credentials of imported scripts")
struct ImportedCredentialTests {
    /// The password everywhere is `opensesame`, the digest `d00d…`.
    private static let password = "opensesame"
    private static let digest = "d00dfeedd00dfeedd00dfeedd00dfeed"

    private static func base64(_ text: String) -> String {
        String(decoding: Base64.encode(Array(text.utf8)), as: UTF8.self)
    }

    /// What a client sends to authenticate: the lines, and what must not be in a script of it.
    static let exchanges: [(name: String, lines: [String])] = [
        ("PLAIN at once", ["AUTH PLAIN " + base64("\u{0}tim\u{0}\(password)")]),
        ("PLAIN in small letters", ["auth plain " + base64("\u{0}tim\u{0}\(password)")]),
        ("PLAIN after a challenge", ["AUTH PLAIN", base64("\u{0}tim\u{0}\(password)")]),
        ("LOGIN", ["AUTH LOGIN", base64("tim"), base64(password)]),
        ("LOGIN with the name", ["AUTH LOGIN " + base64("tim"), base64(password)]),
        ("CRAM-MD5", ["AUTH CRAM-MD5", base64("tim \(digest)")]),
        ("XOAUTH2", ["AUTH XOAUTH2 " + base64("user=tim\u{1}auth=Bearer \(password)\u{1}\u{1}")]),
        (
            "OAUTHBEARER",
            ["AUTH OAUTHBEARER " + base64("n,a=tim,\u{1}auth=Bearer \(password)\u{1}\u{1}")]
        ),
        ("an unknown mechanism", ["AUTH X-OWN " + base64(password)]),
        ("no base64", ["AUTH PLAIN \(password)"]),
        ("no mechanism", ["AUTH " + base64(password)]),
    ]

    /// How programs write what a client and a server say: a format each, by its word.
    static let formats:
        [(word: String, client: @Sendable (String) -> String, server: @Sendable (String) -> String)] =
            [
                ("dialogue", { "C: \($0)" }, { "S: \($0)" }),
                ("swaks", { " -> \($0)" }, { "<-  \($0)" }),
                ("curl", { "> \($0)\r" }, { "< \($0)\r" }),
                ("smtplib", { "send: '\($0)\\r\\n'" }, { "reply: b'\($0)\\r\\n'" }),
                ("msmtp", { "--> \($0)" }, { "<-- \($0)" }),
                ("perl", { "Net::SMTP=GLOB(0x1)>>> \($0)" }, { "Net::SMTP=GLOB(0x1)<<< \($0)" }),
                ("ruby", { "<- \"\($0)\\r\\n\"" }, { "-> \"\($0)\\r\\n\"" }),
                ("phpmailer", { "CLIENT -> SERVER: \($0)" }, { "SERVER -> CLIENT: \($0)" }),
                (
                    "nodemailer", { "[2026-11-22 08:16:20] DEBUG [a1] C: \($0)" },
                    { "[2026-11-22 08:16:20] DEBUG [a1] S: \($0)" }
                ),
                ("bare", { $0 }, { $0 }),
            ]

    @Test(
        "are replaced in every format, and kept only if asked for",
        arguments: formats.map(\.word), exchanges.map(\.name))
    func masked(_ word: String, _ exchange: String) throws {
        let format = try #require(Self.formats.first { $0.word == word })
        let lines = try #require(Self.exchanges.first { $0.name == exchange }).lines
        var source = [format.server("220 mx.example ESMTP"), format.client("EHLO a.example")]
        source += [
            format.server("250-mx.example"), format.server("250 AUTH PLAIN LOGIN CRAM-MD5 XOAUTH2"),
        ]
        for (index, line) in lines.enumerated() {
            let isLast = index == lines.count - 1
            source += [
                format.client(line), format.server(isLast ? "235 2.7.0 ok" : "334 VXNlcjo="),
            ]
        }
        source += [format.client("QUIT"), format.server("221 Bye")]
        let octets = Array((source.joined(separator: "\n") + "\n").utf8)
        let recording = try #require(TranscriptReader.read(octets, from: word))
        var options = ImportOptions(source: "log")
        let text = recording.joinedScript(options).text
        for secret in [Self.password, Self.digest] {
            #expect(!text.contains(secret))
            for line in lines {
                for part in line.split(separator: " ") where part.utf8.count > 12 {
                    #expect(!text.contains(part) || !Self.holds(String(part), secret))
                }
            }
        }
        options.showsSecrets = true
        let shown = recording.joinedScript(options).text
        #expect(shown.contains(String(lines.last?.split(separator: " ").last ?? "")))
    }

    @Test("are hidden where the server says them again", arguments: exchanges.map(\.name))
    func echoed(_ exchange: String) throws {
        let lines = try #require(Self.exchanges.first { $0.name == exchange }).lines
        let secret = exchange == "CRAM-MD5" ? Self.digest : Self.password
        var source = ["220 mx.example ESMTP", "EHLO a.example", "250 mx.example"]
        for line in lines.dropLast() { source += [line, "334 VXNlcjo="] }
        let last = try #require(lines.last)
        source += [last, "535-5.7.8 \(last) is wrong", "535 5.7.8 so is (\(secret)) of tim"]
        let octets = Array((source.joined(separator: "\n") + "\n").utf8)
        let recording = try #require(TranscriptReader.read(octets, from: "bare"))
        var options = ImportOptions(source: "log")
        let text = recording.joinedScript(options).text
        #expect(!text.contains(secret))
        #expect(!text.contains(last.split(separator: " ").last ?? ""))
        #expect(text.contains("S: 535 5.7.8 so is (****) of tim"))
        options.showsSecrets = true
        #expect(recording.joinedScript(options).text.contains(secret))
    }

    private static func holds(_ base64: String, _ secret: String) -> Bool {
        guard let message = try? Base64.decode(Array(base64.utf8)) else {
            return base64.contains(secret)
        }
        return String(decoding: message, as: UTF8.self).contains(secret)
    }
}
