import Testing

@Suite("curl through a loopback port")
struct CurlTests {
    let bench: Bench

    init() throws {
        bench = try Bench()
    }

    /// Runs curl against a server; the message is a file.
    private func curl(
        _ relay: Relay, message: [UInt8], recipients: [String] = ["bob@sim.example"],
        _ arguments: [String] = []
    ) throws -> Outcome {
        let file = try bench.folder.write("message", message)
        return try bench.run(
            .curl,
            [
                // First of all: no configuration file.
                "--disable", "--no-progress-meter", "--noproxy", "*", "--max-time", "60",
                "--url", "smtp://127.0.0.1:\(relay.port)/client.example",
                "--mail-from", "ann@client.example", "--upload-file", file,
            ] + recipients.flatMap { ["--mail-rcpt", $0] } + arguments)
    }

    @Test("uploads a file with leading dots and long lines, which is stored byte for byte")
    func upload() throws {
        let long = String(repeating: "x", count: 5_000)
        let message = Array(
            "Subject: dots\r\n\r\n.\r\n..\r\n.one\r\n\(long)\r\n.\(long)\r\nend\r\n".utf8)
        let relay = try Relay(bench, Simulator(savesMessagesIn: bench.messagesFolder))
        let outcome = try curl(
            relay, message: message, recipients: ["bob@sim.example", "cat@sim.example"])
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(try relay.serverStatuses() == [1: 0])
        #expect(try bench.savedMessages() == [message])
        #expect(try sentMessages(relay.clientOctets()) == [message])
    }

    @Test(
        "authenticates",
        arguments: ["PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5"])
    func authenticate(mechanism: String) throws {
        let relay = try Relay(bench, connections: 2, .withEveryMechanism)
        let options = ["--login-options", "AUTH=\(mechanism)", "--user"]
        let message = Array("Subject: hello\r\n\r\nhello\r\n".utf8)
        let right = try curl(relay, message: message, options + ["bob:secret word"])
        #expect(right.exit == .exited(0), right.account)
        let wrong = try curl(relay, message: message, options + ["bob:wrong"])
        // curl: "67 – the user name, password, or similar was not accepted and curl failed to log in".
        #expect(wrong.exit == .exited(67), wrong.account)
        #expect(try relay.serverStatuses() == [1: 0, 2: 0])
        #expect(try relay.serverText(1).contains("235 2.7.0 "))
        #expect(try relay.serverText(2).contains("535 5.7.8 "))
    }

    @Test(
        "sends a token, in an initial response or not",
        arguments: ["OAUTHBEARER", "XOAUTH2"], [[], ["--sasl-ir"]])
    func token(mechanism: String, options: [String]) throws {
        let relay = try Relay(bench, connections: 2, .withEveryMechanism)
        let message = Array("Subject: hello\r\n\r\nhello\r\n".utf8)
        let login =
            options + [
                "--login-options", "AUTH=\(mechanism)", "--user", "bob:", "--oauth2-bearer",
            ]
        let right = try curl(relay, message: message, login + ["secret word"])
        #expect(right.exit == .exited(0), right.account)
        let wrong = try curl(relay, message: message, login + ["wrong"])
        #expect(wrong.exit == .exited(67), wrong.account)
        #expect(try relay.serverStatuses() == [1: 0, 2: 0])
        #expect(try relay.serverText(1).contains("235 2.7.0 "))
        #expect(try relay.serverText(2).contains("535 5.7.8 "))
    }

    @Test("gives up when the recipient is refused")
    func refused() throws {
        let relay = try Relay(bench, .deciding("recipient reject 550 5.1.1"))
        let outcome = try curl(relay, message: Array("\r\nhello\r\n".utf8))
        // curl: "55 – failed sending network data", which it says of refused recipients.
        #expect(outcome.exit == .exited(55), outcome.account)
        #expect(outcome.errorText.contains("550"), outcome.account)
        #expect(try relay.serverStatuses() == [1: 0])
    }
}
