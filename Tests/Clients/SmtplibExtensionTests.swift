import Testing

@Suite("Python's smtplib and extensions, through a loopback port")
struct SmtplibExtensionTests {
    let bench: Bench

    init() throws {
        bench = try Bench()
    }

    /// Plays a scenario, and expects that what was sent is what was saved.
    ///
    /// - Returns: the lines that it prints, and what it sent.
    private func play(
        _ scenario: String, _ options: [String], count: Int = 1
    ) throws -> (lines: [String], sent: String) {
        let relay = try Relay(bench, bench.recorded(options))
        let outcome = try bench.run(
            .python3, [Simulator.support("smtplib_scenarios.py"), "\(relay.port)", scenario])
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(try relay.serverStatuses() == [1: 0])
        let sent = try relay.clientOctets()
        try bench.expectFaithful(to: sent, count: count)
        let lines = outcome.text.split(separator: "\n").map(String.init)
        return (lines, String(decoding: sent, as: UTF8.self))
    }

    @Test("sends to and from addresses beyond ASCII")
    func utf8() throws {
        let (lines, sent) = try play("utf8", ["--set", "smtputf8=on"], count: 2)
        #expect(lines == ["{}", "{}"])
        #expect(sent.contains("<änn@client.example> "), "\(sent)")
        #expect(sent.contains("TO:<böb@sim.example>\r\n"), "\(sent)")
        #expect(sent.contains("TO:<bob@bücher.example>\r\n"), "\(sent)")
        #expect(sent.lowercased().contains("smtputf8"), "\(sent)")
    }

    @Test("raises SMTPNotSupportedError where SMTPUTF8 is not offered")
    func notOffered() throws {
        let (lines, _) = try play("utf8", [], count: 0)
        #expect(lines == ["SMTPNotSupportedError", "SMTPNotSupportedError"])
    }

    @Test("asks for reports on delivery")
    func dsn() throws {
        let (lines, sent) = try play("dsn", ["--set", "dsn=on"])
        #expect(lines == ["{}"])
        #expect(sent.contains(" RET=HDRS ENVID=QQ314159\r\n"), "\(sent)")
        let bob = "<bob@sim.example> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;Bob+2Bx@sim.example\r\n"
        #expect(sent.contains(bob), "\(sent)")
    }

    @Test("speaks LMTP")
    func lmtp() throws {
        let (lines, sent) = try play("lmtp", ["--profile", "lmtp"])
        #expect(lines == ["{}"])
        #expect(sent.hasPrefix("lhlo client.example\r\n"), "\(sent)")
    }

    @Test("logs in by a mechanism of its own making, and names who submitted")
    func token() throws {
        let (lines, sent) = try play("token", Simulator.withEveryMechanism.options)
        #expect(lines == ["XOAUTH2 235 2.7.0", "{}"])
        #expect(sent.contains(" AUTH=ann@client.example"), "\(sent)")
    }
}
