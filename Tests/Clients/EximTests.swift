import Testing

@Suite("Exim, which sends to a loopback port")
struct EximTests {
    let bench: Bench

    init() throws {
        bench = try Bench()
    }

    private static let text = ".\n..two\n.three\nend\n"
    private static let everything = [
        "--set", "chunking=on", "--set", "prdr=on", "--set", "dsn=on", "--set", "smtputf8=on",
    ]

    /// Hands Exim a message for the server, and expects that it arrives as Exim sent it.
    ///
    /// - Returns: what Exim sent, and its log.
    private func deliver(
        _ options: [String], sender: String = "<ann@client.example>", recipients: [String],
        text: String = Self.text
    ) throws -> (sent: String, log: String) {
        let relay = try Relay(bench, bench.recorded(options))
        let exim = try Exim(bench, port: relay.port)
        let commands =
            ["EHLO client.example", "MAIL FROM:\(sender)"] + recipients.map { "RCPT TO:\($0)" }
            + ["DATA", "Subject: hello", ""]
            + text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
                ($0.hasPrefix(".") ? "." : "") + $0
            } + [".", "QUIT", ""]
        let log = try exim.send(Array(commands.joined(separator: "\r\n").utf8))
        #expect(try relay.serverStatuses() == [1: 0], "\(log)")
        let sent = try relay.clientOctets()
        try bench.expectFaithful(to: sent)
        let wanted = Array("\r\n\r\n\(text)".replacing("\n", with: "\r\n").utf8)
        #expect(try bench.savedMessages().first?.suffix(wanted.count) == wanted[...], "\(log)")
        #expect(log.contains(" Completed\n"), "\(log)")
        return (String(decoding: sent, as: UTF8.self), log)
    }

    @Test("sends DATA where nothing is offered")
    func data() throws {
        let (sent, log) = try deliver([], recipients: ["<bob@sim.example>", "<cat@sim.example>"])
        #expect(sent.contains("\r\nDATA\r\n"), "\(sent)")
        #expect(log.contains(" => bob@sim.example "), "\(log)")
        #expect(log.contains(" -> cat@sim.example "), "\(log)")
    }

    @Test("sends a chunk where CHUNKING is offered")
    func chunk() throws {
        let (sent, _) = try deliver(["--set", "chunking=on"], recipients: ["<bob@sim.example>"])
        #expect(sent.contains("\r\nBDAT "), "\(sent)")
        #expect(!sent.contains("\r\nDATA\r\n"), "\(sent)")
    }

    @Test("sends a long message, with lines that begin with dots, in several chunks")
    func longMessage() throws {
        let text = (0..<4_000).map { ".\($0) of the lines, 8-bit: äöü€\n" }.joined()
        let (sent, _) = try deliver(
            ["--set", "chunking=on"], sender: "<ann@client.example> BODY=8BITMIME",
            recipients: ["<bob@sim.example>"], text: text)
        #expect(sent.split(separator: "\r\n").filter { $0.hasPrefix("BDAT ") }.count > 1)
    }

    @Test("hands on what is asked of reports", arguments: [[], ["--set", "chunking=on"]])
    func dsn(options: [String]) throws {
        let (sent, _) = try deliver(
            ["--set", "dsn=on"] + options,
            sender: "<ann@client.example> RET=HDRS ENVID=QQ314159",
            recipients: [
                "<bob@sim.example> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;Bob+2Bx@sim.example",
                "<cat@sim.example> NOTIFY=NEVER",
            ])
        #expect(sent.contains(" RET=HDRS ENVID=QQ314159\r\n"), "\(sent)")
        #expect(
            sent.contains(
                "<bob@sim.example> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;Bob+2Bx@sim.example\r\n"),
            "\(sent)")
        #expect(sent.contains("<cat@sim.example> NOTIFY=NEVER\r\n"), "\(sent)")
    }

    @Test(
        "hears of each recipient by PRDR, after DATA and after chunks",
        arguments: ["chunking=off", "chunking=on"])
    func prdr(chunking: String) throws {
        let (sent, log) = try deliver(
            [
                "--set", "prdr=on", "--set", "dsn=on", "--set", chunking, "--on",
                "delivery cat@* reject 550 5.7.1 \"Not for cats\"",
            ], recipients: ["<bob@sim.example>", "<cat@sim.example> NOTIFY=NEVER"])
        #expect(sent.contains(" PRDR"), "\(sent)")
        #expect(log.contains(" => bob@sim.example ") && log.contains(" PRDR "), "\(log)")
        #expect(log.contains(" ** cat@sim.example "), "\(log)")
        #expect(log.contains("550 5.7.1 Not for cats"), "\(log)")
    }

    @Test("sends to and from addresses beyond ASCII", arguments: [[], everything])
    func utf8(options: [String]) throws {
        let (sent, log) = try deliver(
            ["--set", "smtputf8=on"] + options,
            sender: "<änn@client.example> SMTPUTF8 BODY=8BITMIME",
            recipients: ["<böb@sim.example>"], text: "Grüße\n")
        #expect(sent.contains("MAIL FROM:<änn@client.example> "), "\(sent)")
        #expect(sent.contains(" SMTPUTF8"), "\(sent)")
        #expect(sent.contains("RCPT TO:<böb@sim.example>"), "\(sent)")
        #expect(log.contains("250 2.6.0 "), "\(log)")
    }
}
