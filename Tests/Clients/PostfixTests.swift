import Testing

@Suite("Postfix's clients, which send to a loopback port")
struct PostfixTests {
    let bench: Bench

    init() throws {
        bench = try Bench()
    }

    private static let message = "Subject: hello\n\n.\n..two\n.three\n8-bit: äöü€\nend\n"

    /// Expects that the message was saved as it stood in the queue, and gives what was sent.
    private func sent(_ relay: Relay, _ message: String = Self.message) throws -> String {
        #expect(try relay.serverStatuses() == [1: 0])
        let sent = try relay.clientOctets()
        try bench.expectFaithful(to: sent)
        let wanted = Array(message.replacing("\n", with: "\r\n").utf8)
        #expect(try bench.savedMessages() == [wanted])
        return String(decoding: sent, as: UTF8.self)
    }

    @Test("smtp hands on what is asked of reports")
    func dsn() throws {
        let relay = try Relay(bench, bench.recorded(["--set", "dsn=on"]))
        let log = try Postfix(bench: bench, port: relay.port).deliver(
            Self.message, envelopeID: "QQ+314159", returnsHeadersOnly: true,
            to: [
                .init(
                    address: "bob@sim.example", original: "rfc822;Bob+x@sim.example",
                    notify: [.success, .failure]),
                .init(address: "cat@sim.example", notify: .never),
            ])
        let sent = try sent(relay)
        #expect(sent.contains(" BODY=8BITMIME"), "\(sent)")
        #expect(sent.contains(" ENVID=QQ+2B314159 RET=HDRS\r\n"), "\(sent)")
        let bob = "ORCPT=rfc822;Bob+2Bx@sim.example NOTIFY=SUCCESS,FAILURE\r\n"
        #expect(sent.contains("RCPT TO:<bob@sim.example> \(bob)"), "\(sent)")
        let cat = "ORCPT=rfc822;cat@sim.example NOTIFY=NEVER\r\n"
        #expect(sent.contains("RCPT TO:<cat@sim.example> \(cat)"), "\(sent)")
        #expect(log.split(separator: "status=sent (250 2.6.0 ").count == 3, "\(log)")
    }

    @Test("smtp sends to and from addresses beyond ASCII")
    func utf8() throws {
        let relay = try Relay(bench, bench.recorded(["--set", "smtputf8=on"]))
        let log = try Postfix(bench: bench, port: relay.port).deliver(
            Self.message, sender: "änn@client.example", isUTF8: true,
            to: [.init(address: "böb@sim.example")])
        let sent = try sent(relay)
        #expect(sent.contains("MAIL FROM:<änn@client.example> "), "\(sent)")
        #expect(sent.contains(" SMTPUTF8"), "\(sent)")
        #expect(log.contains("status=sent"), "\(log)")
    }

    @Test("lmtp hears of each recipient")
    func lmtp() throws {
        let options = ["--profile", "lmtp", "--on", #"delivery cat@* accept 250 2.1.5 "Cats too""#]
        let relay = try Relay(bench, bench.recorded(options))
        let log = try Postfix(bench: bench, port: relay.port).deliver(
            by: "lmtp", Self.message,
            to: [.init(address: "bob@sim.example"), .init(address: "cat@sim.example")])
        #expect(try sent(relay).hasPrefix("LHLO client.example\r\n"))
        #expect(log.contains("status=sent (250 2.6.0 "), "\(log)")
        #expect(log.contains("status=sent (250 2.1.5 Cats too)"), "\(log)")
    }

    @Test(
        "smtp-source sends messages on one connection, by SMTP and LMTP",
        arguments: [["--profile", "strict"], ["--profile", "lmtp"]])
    func smtpSource(profile: [String]) throws {
        let relay = try Relay(bench, bench.recorded(profile))
        let isLMTP = profile.contains("lmtp")
        let outcome = try Postfix(bench: bench, port: relay.port).smtpSource(
            (isLMTP ? ["-L"] : []) + ["-d", "-m", "3", "-r", "4", "-l", "5000"])
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(try relay.serverStatuses() == [1: 0])
        let sent = try relay.clientOctets()
        try bench.expectFaithful(to: sent, count: 3)
        let begin = isLMTP ? "LHLO client.example\r\n" : "HELO client.example\r\n"
        #expect(String(decoding: sent, as: UTF8.self).hasPrefix(begin))
    }
}
