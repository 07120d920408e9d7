import Testing

@Suite("Python's smtplib through a loopback port")
struct SmtplibTests {
    let bench: Bench

    init() throws {
        bench = try Bench()
    }

    /// Plays a scenario, and expects that each server ends well.
    ///
    /// - Returns: the lines that it prints.
    private func play(
        _ scenario: String, connections: Int = 1, _ simulator: Simulator
    ) throws -> [String] {
        let relay = try Relay(bench, connections: connections, simulator)
        let outcome = try bench.run(
            .python3, [Simulator.support("smtplib_scenarios.py"), "\(relay.port)", scenario])
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(try relay.serverStatuses().values.allSatisfy { $0 == 0 })
        return outcome.text.split(separator: "\n").map(String.init)
    }

    /// What the client sent in its first connection, as text.
    private func sent() throws -> String {
        String(decoding: try bench.folder.read("recorded/1.client"), as: UTF8.self)
    }

    @Test("sends a message with an attachment, which is stored byte for byte")
    func sendMessage() throws {
        let server = Simulator(savesMessagesIn: bench.messagesFolder)
        #expect(try play("send_message", server) == ["{}"])
        let stored = try bench.savedMessages()
        #expect(stored == sentMessages(try bench.folder.read("recorded/1.client")))
        #expect(stored.first?.firstRange(of: Array("\r\n.leading dot\r\n..\r\n.\r\n".utf8)) != nil)
    }

    @Test("logs in, by the best mechanism and by each, and learns of a wrong password")
    func login() throws {
        let lines = try play("login", connections: 4, .withPassword)
        #expect(
            lines == [
                "login 235 2.7.0", "{}", "CRAM-MD5 535", "CRAM-MD5 235 2.7.0", "PLAIN 535",
                "PLAIN 235 2.7.0", "LOGIN 535", "LOGIN 235 2.7.0",
            ])
        #expect(try sent().contains("AUTH CRAM-MD5\r\n"))
    }

    @Test("declares 8-bit text and its size")
    func eightBit() throws {
        #expect(try play("eight_bit", Simulator()) == ["{}"])
        let sent = try sent()
        #expect(sent.contains(" BODY=8BITMIME") && sent.contains(" size=32"), "\(sent)")
    }

    @Test("sends to the recipients that are not refused, and says which are")
    func someRefused() throws {
        let server = Simulator.deciding(#"recipient nosuch@* reject 550 5.1.1 "No such user""#)
        #expect(
            try play("some_refused", server) == ["nosuch@sim.example 550 5.1.1 No such user"])
    }

    @Test("raises SMTPRecipientsRefused, and the connection stays usable")
    func allRefused() throws {
        let lines = try play("all_refused", .deciding("recipient nosuch@* reject 550"))
        let refused = "nosuch@sim.example 550 nosuch@other.example 550"
        #expect(lines == ["SMTPRecipientsRefused \(refused)", "{}"])
    }

    @Test(
        "raises SMTPDataError where DATA or the message is refused, and can go on",
        arguments: ["data", "message"])
    func dataRefused(hook: String) throws {
        let server = Simulator.deciding(#"\#(hook) reject 554 5.7.1 "Not now" once"#)
        #expect(
            try play("refused_then_accepted", server)
                == ["SMTPDataError 554 5.7.1 Not now", "{}"])
    }

    @Test("sees a server that closes, with and without a word")
    func closed() throws {
        let silent = try play("closed", .deciding("sender disconnect"))
        #expect(silent == ["SMTPServerDisconnected"])
    }

    @Test("gets 421 in the middle of a transaction")
    func closedWithReply() throws {
        let lines = try play("closed", .deciding(#"sender close 421 4.3.2 "Going down""#))
        #expect(lines == ["SMTPSenderRefused 421 4.3.2 mx.sim.example Going down"])
    }

    @Test("gets 421 as the greeting")
    func greeting() throws {
        let lines = try play("greeting", .deciding(#"connect close 421 4.3.2 "Too busy""#))
        #expect(lines.first?.hasPrefix("SMTPConnectError 421 ") == true, "\(lines)")
        #expect(lines.first?.hasSuffix("Too busy") == true, "\(lines)")
    }
}
