import Testing

@Suite("msmtp through a loopback port")
struct MsmtpTests {
    let bench: Bench

    init() throws {
        bench = try Bench()
    }

    private func msmtp(
        _ relay: Relay, account: String = "", _ arguments: [String], message: String
    ) throws -> Outcome {
        let configuration = try bench.folder.write(
            "msmtprc",
            """
            defaults
            host 127.0.0.1
            port \(relay.port)
            domain client.example
            tls off
            timeout 60
            account default
            \(account)

            """)
        return try bench.run(
            .msmtp, ["--file", configuration] + arguments, input: Array(message.utf8))
    }

    @Test("sends to the recipients and from the sender of the header")
    func envelope() throws {
        let relay = try Relay(bench, Simulator(savesMessagesIn: bench.messagesFolder))
        let message = """
            From: Ann <ann@client.example>
            To: Bob <bob@sim.example>
            Bcc: cat@sim.example
            Subject: dots

            .
            ..two
            end

            """
        let outcome = try msmtp(
            relay, ["--read-envelope-from", "--read-recipients"], message: message)
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(try relay.serverStatuses() == [1: 0])
        let sent = String(decoding: try relay.clientOctets(), as: UTF8.self)
        #expect(sent.contains("MAIL FROM:<ann@client.example>"))
        #expect(sent.contains("RCPT TO:<bob@sim.example>"))
        #expect(sent.contains("RCPT TO:<cat@sim.example>"))
        let stored = try bench.savedMessages()
        #expect(stored == sentMessages(try relay.clientOctets()))
        #expect(stored.first?.firstRange(of: Array("\r\n.\r\n..two\r\nend\r\n".utf8)) != nil)
    }

    @Test(
        "authenticates",
        arguments: [
            "plain", "login", "cram-md5", "digest-md5", "scram-sha-1", "scram-sha-256",
            "oauthbearer", "xoauth2",
        ])
    func authenticate(mechanism: String) throws {
        let relay = try Relay(bench, connections: 2, .withEveryMechanism)
        let arguments = ["--from", "ann@client.example", "bob@sim.example"]
        let right = try msmtp(
            relay, account: "auth \(mechanism)\nuser bob\npassword \"secret word\"", arguments,
            message: "\nhello\n")
        #expect(right.exit == .exited(0), right.account)
        let wrong = try msmtp(
            relay, account: "auth \(mechanism)\nuser bob\npassword wrong", arguments,
            message: "\nhello\n")
        // msmtp, sysexits.h: 77 is EX_NOPERM.
        #expect(wrong.exit == .exited(77), wrong.account)
        #expect(wrong.errorText.contains("535 5.7.8 "), wrong.account)
        #expect(try relay.serverStatuses() == [1: 0, 2: 0])
        #expect(try relay.serverText(1).contains("235 2.7.0 "))
    }

    @Test("asks for reports on delivery")
    func dsn() throws {
        let relay = try Relay(bench, bench.recorded(["--set", "dsn=on"]))
        let outcome = try msmtp(
            relay,
            [
                "--dsn-notify", "success,failure", "--dsn-return", "headers",
                "--from", "ann@client.example", "bob@sim.example",
            ], message: "Subject: hello\n\n.\n..two\nend\n")
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(try relay.serverStatuses() == [1: 0])
        let sent = String(decoding: try relay.clientOctets(), as: UTF8.self)
        #expect(sent.contains("MAIL FROM:<ann@client.example> RET=HDRS\r\n"), "\(sent)")
        #expect(sent.contains("<bob@sim.example> NOTIFY=SUCCESS,FAILURE\r\n"), "\(sent)")
        try bench.expectFaithful(to: Array(sent.utf8))
    }

    @Test("speaks LMTP")
    func lmtp() throws {
        let relay = try Relay(bench, bench.recorded(["--profile", "lmtp"]))
        let outcome = try msmtp(
            relay, account: "protocol lmtp",
            ["--from", "ann@client.example", "bob@sim.example", "cat@sim.example"],
            message: "Subject: hello\n\n.\n..two\nend\n")
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(try relay.serverStatuses() == [1: 0])
        let sent = try relay.clientOctets()
        #expect(String(decoding: sent, as: UTF8.self).hasPrefix("LHLO client.example\r\n"))
        try bench.expectFaithful(to: sent)
    }

    @Test("says who was refused")
    func refused() throws {
        let relay = try Relay(
            bench, .deciding(#"recipient nosuch@* reject 550 5.1.1 "No such user""#))
        let outcome = try msmtp(
            relay, ["--from", "ann@client.example", "bob@sim.example", "nosuch@sim.example"],
            message: "\nhello\n")
        // msmtp, sysexits.h: 65 is EX_DATAERR.
        #expect(outcome.exit == .exited(65), outcome.account)
        #expect(outcome.errorText.contains("nosuch@sim.example"), outcome.account)
        #expect(outcome.errorText.contains("550 5.1.1 No such user"), outcome.account)
        #expect(try relay.serverStatuses() == [1: 0])
    }
}
