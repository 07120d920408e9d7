import Testing

@Suite("What Python's smtplib sent, played from a file")
struct RecordedBytesTests {
    let bench: Bench
    /// What the client sent: a password, a message with an attachment, and one to two recipients.
    let recorded: [UInt8]

    /// What makes the prompt such a server as the client had, on a pipe without TLS.
    private static let settings = """
        :set starttls off
        :set plaintext-authentication on
        :user bob "secret word"

        """

    init() throws {
        bench = try Bench()
        var simulator = Simulator.withPassword
        simulator.savesMessagesIn = bench.messagesFolder
        let relay = try Relay(bench, simulator)
        let client = [Simulator.support("smtplib_scenarios.py"), "\(relay.port)", "record"]
        let outcome = try bench.run(.python3, client)
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(outcome.text.hasPrefix("PLAIN 235 2.7.0\n{}\n{}\n"), outcome.account)
        #expect(try relay.serverStatuses() == [1: 0])
        recorded = try relay.clientOctets()
    }

    private func sha256(_ octets: [UInt8]) throws -> String {
        let program =
            "import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())"
        return String(try bench.run(.python3, ["-c", program], input: octets).text.dropLast())
    }

    @Test("gets the same replies when it is the input of smtpsim, and shows no password")
    func plainInput() throws {
        let initial = try bench.folder.write("init.smtp", Self.settings)
        let outcome = try bench.runSimulator(["--init", initial], input: recorded)
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(outcome.errors.isEmpty, outcome.account)
        let replies = outcome.text.split(separator: "\n").filter { $0.hasPrefix("S: ") }
        let live = try bench.folder.read("recorded/1.server")
        let received = String(decoding: live, as: UTF8.self).split(separator: "\r\n")
        #expect(replies.map { $0.dropFirst(3) } == received, outcome.account)
        // The initial response of AUTH PLAIN, and the password in clear.
        for secret in ["AGJvYgBzZWNyZXQgd29yZA==", "secret word"] {
            #expect(!outcome.text.contains(secret), outcome.account)
        }
    }

    @Test("meets what a script expects", arguments: ["", ":chunk 1\n", ":chunk 7\n"])
    func script(chunk: String) throws {
        let messages = sentMessages(recorded)
        try #require(messages.count == 2)
        try bench.folder.write("recorded.bin", recorded)
        let script = try bench.folder.write(
            "recorded.smtp",
            """
            \(Self.settings)\(chunk)S= 220
            C< recorded.bin raw
            S= 250
            S= 235 2.7.0
            S= 250 2.1.0
            S= 250 2.1.5
            S= 354
            S= 250 2.6.0
            S= 250 2.1.0
            S= 250 2.1.5
            S= 250 2.1.5
            S= 354
            S= 250 2.6.0
            S= 250 2.0.0
            S= 221 2.0.0
            S. close
            :expect messages 2
            :expect message 1 recipients <bob@sim.example>
            :expect message 1 size \(messages[0].count)
            :expect message 1 sha256 \(try sha256(messages[0]))
            :expect message 2 recipients <bob@sim.example> <cat@sim.example>
            :expect message 2 sha256 \(try sha256(messages[1]))

            """)
        let outcome = try bench.runSimulator(["run", script])
        #expect(outcome.exit == .exited(0), outcome.account)
    }
}
