import SMTPScript
import SMTPSimulator
import Testing

@Suite("A script against a real server")
struct AgainstTests {
    private static let envelope = """
        S: 220 {{.*}}
        C: EHLO client.example
        S= 250
        C: MAIL FROM:<ann@client.example>
        S= 250
        C: RCPT TO:<bob@sim.example>
        S= 250

        """
    private static let message = """
        C: DATA
        S= 354
        C| hello
        C: .
        S= 250
        C: QUIT
        S= 221

        """

    private func play(
        _ script: String, to server: ScriptedServer,
        _ change: (inout AgainstOptions) -> Void = { _ in }
    ) -> AgainstReport {
        var run = ScriptRunOptions()
        run.keepsExpectations = true
        let report = ScriptRunner().run(Array(script.utf8), name: "x.smtp", options: run)
        var options = AgainstOptions()
        change(&options)
        var played = AgainstRun(
            AgainstPlan(report, showsSecrets: false), server: server, options: options)
        return played.played()
    }

    @Test("compares each reply with the script and with the model")
    func threeColumns() throws {
        let server = ScriptedServer(
            "220 other ESMTP", "250 other", "250 2.1.0 Sender OK", "550 5.1.1 Nobody", "221 Bye")
        let report = play(Self.envelope + "C: QUIT\nS= 221\n", to: server)
        #expect(
            report.rows.map(\.client).prefix(5) == [
                "(connect)", "EHLO client.example", "MAIL FROM:<ann@client.example>",
                "RCPT TO:<bob@sim.example>", "QUIT",
            ])
        #expect(report.rows.prefix(5).map(\.withScript) == [.same, .same, .same, .code, .same])
        #expect(report.rows.prefix(5).map(\.withModel) == [.text, .text, .same, .code, .text])
        #expect(report.rows[3].server == ReceivedReply(lines: ["550 5.1.1 Nobody"]))
        #expect(report.rows[3].rule == "recipient.accepted")
        #expect(!report.isMet(.code) && report.end == nil)
    }

    @Test("hands nothing over unless that is wanted: RSET goes in the place of DATA")
    func safeSubset() {
        let server = ScriptedServer(
            "220 x", "250 x", "250 x", "250 x", "250 reset", "221 Bye")
        let report = play(Self.envelope + Self.message, to: server)
        #expect(server.received.hasSuffix("RCPT TO:<bob@sim.example>\r\nRSET\r\nQUIT\r\n"))
        #expect(!server.received.contains("DATA") && !server.received.contains("hello"))
        #expect(report.rows.filter { !$0.isSent }.count >= 2)
        #expect(report.isMet(.code))
    }

    @Test(
        "keeps what could deliver something, however it is written",
        arguments: [
            #"C+ "NOOP\rDATA\r\n""#, #"C+ "NOOP\nDATA\r\n""#, #"C+ "\0DATA\r\n""#,
            #"C+ "  data  \r\n""#,
            #"C+ "DA"\n:flush\nC+ "TA\r\n""#, "C: BDAT 0 LAST", "C: BURL imap://x LAST",
            "C: ETRN sim.example", "C: TURN", "C: ATRN", #"C+ "NOOP\r\nDATA\r\nx\r\n.\r\n""#,
        ])
    func hostile(_ line: String) {
        let lines = line.replacing("\\n:flush\\n", with: "\n:flush\n")
        let server = ScriptedServer("220 x", "250 x", "250 x", "250 x", "250 x", "250 x", "250 x")
        let script = Self.envelope.split(separator: "\n").filter { $0.hasPrefix("C") }
            .joined(separator: "\n:flush\n")
        _ = play("\(script)\n:flush\n\(lines)\n", to: server)
        let rest = server.received.components(after: "RCPT TO:<bob@sim.example>\r\n").uppercased()
        for verb in ["DATA", "BDAT", "BURL", "ETRN", "TURN"] {
            #expect(!rest.contains(verb), "\(rest)")
        }
    }

    @Test("hands a message over with deliver, and only if the server asks for text")
    func deliver() {
        let willing = ScriptedServer(
            "220 x", "250 x", "250 x", "250 x", "354 go", nil, "250 ok", "221 Bye")
        let good = play(Self.envelope + Self.message, to: willing) { $0.delivers = true }
        #expect(willing.received.contains("DATA\r\nhello\r\n.\r\nQUIT\r\n"))
        #expect(good.isMet(.code))

        let unwilling = ScriptedServer("220 x", "250 x", "250 x", "550 no", "554 none", "221 Bye")
        let bad = play(Self.envelope + Self.message, to: unwilling) { $0.delivers = true }
        #expect(unwilling.received.hasSuffix("DATA\r\nQUIT\r\n"))
        #expect(bad.rows.contains { $0.note == "not sent: the server does not wait for it" })
        #expect(!bad.isMet(.code))
    }

    @Test("ends where the server waits for text and the script has a command")
    func unexpectedText() {
        let server = ScriptedServer("220 x", "250 x", "250 x", "354 go on")
        let report = play(
            Self.envelope + "C: QUIT\nS= 221\n", to: server
        ) { $0.delivers = true }
        #expect(report.end == "the server waits for message text, and the script has none")
        #expect(!server.received.contains("QUIT"))
    }

    @Test("says so where the server is silent, closes, or says more than it should")
    func odd() {
        let silent = play("S= 220\nC: NOOP\nS= 250\n", to: ScriptedServer("220 x", nil))
        #expect(silent.rows[1].withScript == .silent)
        #expect(!silent.isMet(.class))
        let closing = play(
            "S= 220\nC: NOOP\nS= 250\nC: NOOP\nS= 250\n", to: ScriptedServer("220 x", ""))
        #expect(closing.end == "the server closed the connection")
        let talkative = play(
            "S= 220\nC: NOOP\nS= 250\nC: NOOP\nS= 250\n",
            to: ScriptedServer("220 x", "250 a\r\n250 b", "250 c"))
        #expect(talkative.rows.contains { $0.note == "a reply that nobody waited for" })
    }

    @Test("does the handshake where the script does, and sends nothing in clear without it")
    func handshake() {
        let script = """
            S= 220
            C: EHLO client.example
            S= 250
            C: STARTTLS
            S= 220
            :tls
            C: EHLO client.example
            S= 250

            """
        let willing = ScriptedServer("220 x", "250 x", "220 go", "250 x")
        #expect(play(script, to: willing).isMet(.code))
        #expect(willing.isSecured)
        let unwilling = ScriptedServer("220 x", "250 x", "454 no")
        let report = play(script, to: unwilling)
        #expect(report.end != nil && !unwilling.isSecured)
        #expect(unwilling.received == "EHLO client.example\r\nSTARTTLS\r\nQUIT\r\n")
    }

    @Test("begins with STARTTLS of its own, or with TLS at once, if that is wanted")
    func security() {
        let upgraded = ScriptedServer("220 x", "250 x", "220 go", "250 x", "221 x")
        let report = play("S= 220\nC: EHLO client.example\nS= 250\n", to: upgraded) {
            $0.security = .upgraded
        }
        #expect(report.isMet(.code) && upgraded.isSecured)
        #expect(
            upgraded.received.hasPrefix(
                "EHLO client.example\r\nSTARTTLS\r\nEHLO client.example\r\n"))
        let atOnce = ScriptedServer("220 x", "250 x", "221 x")
        _ = play("S= 220\nC: EHLO client.example\nS= 250\n", to: atOnce) {
            $0.security = .fromTheStart
        }
        #expect(atOnce.isSecured)
    }

    @Test("shows no secret, and no octet of the server as it is")
    func shown() {
        let script = """
            :set plaintext-authentication on
            :user bob "secret word"
            S= 220
            C: EHLO client.example
            S= 250
            :auth PLAIN bob "secret word"
            S= 235

            """
        let server = ScriptedServer("220 x", "250 x", "235 x\u{1B}[2J")
        let report = play(script, to: server)
        #expect(server.received.contains("AGJvYgBzZWNyZXQgd29yZA=="))
        #expect(!report.rows.contains { $0.client.contains("AGJvYgBzZWNyZXQgd29yZA==") })
    }

    @Test("bounds what a server says")
    func bounds() {
        let long = String(repeating: "x", count: 100_000)
        let many = String(repeating: "250-x\r\n", count: 2_000)
        let report = play(
            "S= 220\nC: NOOP\nS= 250\n", to: ScriptedServer("220 \(long)", "\(many)250 x"))
        #expect(report.rows[0].server?.lines[0].utf8.count == 4_096)
        #expect(report.rows[1].server?.lines.count == 512)
    }
}

extension String {
    /// What follows a text that is in it.
    fileprivate func components(after text: String) -> String {
        firstRange(of: text).map { String(self[$0.upperBound...]) } ?? self
    }
}
