import Testing

@Suite("curl and extensions, through a loopback port")
struct CurlExtensionTests {
    let bench: Bench

    init() throws {
        bench = try Bench()
    }

    private static let message = Array("Subject: hello\r\n\r\n.\r\n..two\r\nend\r\n".utf8)

    /// Runs curl against a server.
    private func curl(
        _ relay: Relay, _ arguments: [String], sender: String = "ann@client.example",
        uploads: Bool = true
    ) throws -> Outcome {
        let file = try bench.folder.write("message", Self.message)
        let upload = uploads ? ["--mail-from", sender, "--upload-file", file] : []
        return try bench.run(
            .curl,
            [
                // First of all: no configuration file.
                "--disable", "--no-progress-meter", "--noproxy", "*", "--max-time", "60",
                "--url", "smtp://127.0.0.1:\(relay.port)/client.example",
            ] + upload + arguments)
    }

    /// Expects that the message was saved, once, as it was uploaded, and gives what curl sent.
    private func sent(_ relay: Relay) throws -> String {
        #expect(try relay.serverStatuses() == [1: 0])
        try bench.expectFaithful(to: try relay.clientOctets())
        #expect(try bench.savedMessages() == [Self.message])
        return String(decoding: try relay.clientOctets(), as: UTF8.self)
    }

    /// Logs in, and names who submitted the message.
    private func curl(_ relay: Relay, mailAuth submitter: String) throws -> Outcome {
        try curl(
            relay,
            [
                "--mail-rcpt", "bob@sim.example", "--mail-auth", submitter, "--login-options",
                "AUTH=PLAIN", "--user", "bob:secret word",
            ])
    }

    @Test("says that nobody vouches for a message")
    func mailAuth() throws {
        let relay = try Relay(bench, bench.recorded(Simulator.withPassword.options))
        let outcome = try curl(relay, mailAuth: "<>")
        #expect(outcome.exit == .exited(0), outcome.account)
        let sent = try sent(relay)
        #expect(sent.contains(" AUTH=<> "), "\(sent)")
    }

    /// RFC 4954 §8: the value is a mailbox, which has no brackets; curl sends them.
    @Test("is refused when it names who submitted a message in brackets")
    func mailAuthInBrackets() throws {
        let relay = try Relay(bench, bench.recorded(Simulator.withPassword.options))
        let outcome = try curl(relay, mailAuth: "ann@client.example")
        #expect(outcome.exit == .exited(55), outcome.account)
        #expect(try relay.serverStatuses() == [1: 0])
        let sent = try relay.clientOctets()
        #expect(String(decoding: sent, as: UTF8.self).contains(" AUTH=<ann@client.example> "))
        #expect(try relay.serverText().contains("501 5.5.4 "))
        try bench.expectFaithful(to: sent, count: 0)
    }

    @Test(
        "sends an initial response, or waits for the challenge",
        arguments: ["PLAIN", "LOGIN"], [[], ["--sasl-ir"]])
    func initialResponse(mechanism: String, options: [String]) throws {
        let relay = try Relay(bench, bench.recorded(Simulator.withEveryMechanism.options))
        let outcome = try curl(
            relay,
            options + [
                "--mail-rcpt", "bob@sim.example", "--login-options", "AUTH=\(mechanism)",
                "--user", "bob:secret word",
            ])
        #expect(outcome.exit == .exited(0), outcome.account)
        let sent = try sent(relay)
        #expect(sent.contains("AUTH \(mechanism)\r\n") == options.isEmpty, "\(sent)")
    }

    @Test("goes on when some recipients are refused, if told so")
    func allowFails() throws {
        let refusing = ["--on", "recipient nosuch@* reject 550 5.1.1"]
        let relay = try Relay(bench, bench.recorded(refusing))
        let outcome = try curl(
            relay,
            [
                "--mail-rcpt-allowfails", "--mail-rcpt", "nosuch@sim.example", "--mail-rcpt",
                "bob@sim.example",
            ])
        #expect(outcome.exit == .exited(0), outcome.account)
        _ = try sent(relay)
        #expect(try relay.serverText().contains("550 5.1.1 "))
    }

    @Test("sends to and from addresses beyond ASCII")
    func utf8() throws {
        let relay = try Relay(bench, bench.recorded(["--set", "smtputf8=on"]))
        let outcome = try curl(
            relay, ["--mail-rcpt", "böb@sim.example"], sender: "änn@client.example")
        #expect(outcome.exit == .exited(0), outcome.account)
        let sent = try sent(relay)
        #expect(sent.contains("MAIL FROM:<änn@client.example> "), "\(sent)")
        #expect(sent.contains(" SMTPUTF8"), "\(sent)")
        #expect(sent.contains("RCPT TO:<böb@sim.example>\r\n"), "\(sent)")
    }

    @Test(
        "asks about a user and a list, and for help",
        arguments: [
            (["--mail-rcpt", "bob"], "VRFY bob\r\n"),
            (["--mail-rcpt", "staff", "--request", "EXPN"], "EXPN staff\r\n"),
            ([], "HELP\r\n"),
        ])
    func questions(arguments: [String], command: String) throws {
        let relay = try Relay(bench, bench.recorded([]))
        let outcome = try curl(relay, arguments, uploads: false)
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(try relay.serverStatuses() == [1: 0])
        let sent = String(decoding: try relay.clientOctets(), as: UTF8.self)
        #expect(sent.contains(command), "\(sent)")
        try bench.expectFaithful(to: Array(sent.utf8), count: 0)
    }
}
