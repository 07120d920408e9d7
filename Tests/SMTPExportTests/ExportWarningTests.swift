import SMTPExport
import SMTPGrammar
import Testing

@Suite("What an export says it cannot hold")
struct ExportWarningTests {
    private func sent(_ kind: PlayedWrite.Part.Kind, _ text: String...) -> PlayedTurn {
        .sent(PlayedWrite(text.map { .init(kind, Array($0.utf8)) }))
    }

    private func warnings(_ word: String, _ turns: [PlayedTurn]) throws -> [String] {
        let format = try #require(ExportFormat.named(word))
        return try format.write(PlayedConversation(turns: turns)).warnings
    }

    private var message: [PlayedTurn] {
        [
            .connected, sent(.command, "EHLO client.example\r\n"),
            sent(.command, "MAIL FROM:<ann@client.example>\r\n"),
            sent(.command, "RCPT TO:<bob@sim.example>\r\n"), sent(.command, "DATA\r\n"),
            sent(.text, "Subject: x\r\n\r\nhello\r\n.\r\n"), sent(.command, "QUIT\r\n"),
        ]
    }

    @Test(
        "A plain message is held by every format without a loss",
        arguments: ExportFormat.all.map(\.word))
    func plain(_ word: String) throws { #expect(try warnings(word, message) == []) }

    @Test("What is lost is named, and only that")
    func losses() throws {
        let pipelined = [PlayedTurn.connected, sent(.command, "NOOP\r\n", "NOOP\r\n")]
        #expect(try warnings("telnet", pipelined).count == 1)
        #expect(try warnings("python", pipelined) == [])
        #expect(try warnings("exim-client", pipelined) == [])
        let odd = [PlayedTurn.connected, sent(.command, "NOOP\n")]
        #expect(try warnings("text", odd).contains { $0.contains("odd line ends") })
        #expect(try warnings("json", odd) == [])
        let other = message + [sent(.command, "VRFY bob\r\n")]
        #expect(try warnings("swaks", other) == ["Other commands are left out: `VRFY bob`."])
        let parameter = message.map {
            $0 == message[2] ? sent(.command, "MAIL FROM:<a@b.example> SIZE=9\r\n") : $0
        }
        #expect(
            try warnings("curl", parameter) == ["The parameters of MAIL and RCPT are left out."])
        #expect(try warnings("md", message + [.secured]) == ["The TLS handshake is left out."])
    }

    @Test("What swaks and curl cannot repeat is refused, with the reason")
    func refusals() throws {
        let cases: [(String, [PlayedTurn], String)] = [
            ("swaks", [.connected, sent(.command, "NOOP\r\n")], "no MAIL"),
            ("curl", Array(message.prefix(4)), "before its message text"),
            ("curl", [sent(.command, "LHLO x\r\n")] + message[2...], "LMTP"),
            ("swaks", [sent(.command, "EHLO $(x)\r\n")] + message[2...], "EHLO"),
            ("swaks", Array(message.prefix(5)) + [sent(.text, "no end\r\n")], "no end"),
            ("curl", Array(message.prefix(5)) + [sent(.text, ".x\r\n.\r\n")], "not stuffed"),
            ("exim-client", [sent(.command, String(repeating: "x", count: 20_000))], "10000"),
        ]
        for (word, turns, reason) in cases {
            let format = try #require(ExportFormat.named(word))
            let error = #expect(throws: ExportRefusal.self) {
                try format.write(PlayedConversation(turns: turns))
            }
            #expect(
                error?.description.contains(reason) == true, "\(word): \(error?.description ?? "")")
        }
    }

    @Test("Chunks become text that is stuffed for swaks and plain for curl")
    func chunks() throws {
        let turns =
            message.prefix(4) + [
                sent(.command, "BDAT 6\r\n"), sent(.chunk, ".dot\r\n"),
                sent(.command, "BDAT 0 LAST\r\n"),
            ]
        let swaks = try #require(ExportFormat.named("swaks")).write(
            PlayedConversation(turns: Array(turns)))
        #expect(swaks.text.contains("printf '..dot\\r\\n'"))
        #expect(swaks.warnings == ["BDAT becomes DATA."])
        let curl = try #require(ExportFormat.named("curl")).write(
            PlayedConversation(turns: Array(turns)))
        #expect(curl.text.contains("printf '.dot\\r\\n'"))
    }

    @Test("Programs say which exchange they cannot repeat", arguments: ["python", "go", "nodejs"])
    func challenges(_ word: String) throws {
        func text(_ mechanism: String, _ message: String, showsSecrets: Bool = false) throws
            -> String
        {
            let octets = Base64.encode(Array(message.utf8))
            let part = PlayedWrite.Part(
                .response, octets, harmless: Array("AA==".utf8), mechanism: mechanism)
            let turns: [PlayedTurn] = [
                .connected, .sent(PlayedWrite([part, .init(.response, [0x0D, 0x0A])])),
            ]
            var options = ExportOptions()
            options.showsSecrets = showsSecrets
            let format = try #require(ExportFormat.named(word))
            return try format.write(
                PlayedConversation(turns: turns), options: options
            ).text
        }
        let digest = String(repeating: "0", count: 32)
        let computed = try text("CRAM-MD5", "bob \(digest)")
        #expect(computed.contains("password of bob"))
        #expect(computed.contains("\"bob\", \"SMTP_SECRET_1\")"))
        #expect(!computed.contains("cannot be"))
        let shown = try text("CRAM-MD5", "bob \(digest)", showsSecrets: true)
        #expect(shown.contains("The exchange of CRAM-MD5 cannot be"))
        #expect(try text("SCRAM-SHA-256", "c=biws,r=x,p=y").contains("of SCRAM-SHA-256 cannot be"))
        #expect(try !text("PLAIN", "\0bob\0secret").contains("cannot be"))
    }
}
