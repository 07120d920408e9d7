import Foundation
import Testing

@Suite("A script against a real server")
struct AgainstTests {
    let bench: Bench

    init() throws {
        bench = try Bench()
    }

    private static let script = """
        S: 220 {{.*}}
        C: EHLO client.example
        S= 250
        C: MAIL FROM:<ann@client.example>
        S= 250
        C: RCPT TO:<bob@sim.example>
        S= 250
        C: DATA
        S= 354
        C| Subject: against
        C|
        C| .dot
        C: .
        S= 250
        C: QUIT
        S= 221

        """

    /// Starts a server on a port of its own; it ends with the process that is returned.
    private func start(
        _ program: String, _ arguments: [String], adding variables: [String: String]
    ) throws -> (server: ChildProcess, address: String) {
        let server = try bench.start(
            Tool.python3.path,
            [Simulator.support("server_on_port.py"), program] + arguments, adding: variables)
        let port = try server.expect("\n").filter(\.isNumber)
        return (server, "127.0.0.1:\(port)")
    }

    private func sink() throws -> (server: ChildProcess, address: String) {
        let user = getuid() == 0 ? ["-u", "nobody"] : []
        return try start(
            UnpackedTools.path("postfix/usr/sbin/smtp-sink"), user + ["127.0.0.1:{port}", "10"],
            adding: ["LD_LIBRARY_PATH": UnpackedTools.path("postfix/usr/lib/postfix")])
    }

    private func exim() throws -> (server: ChildProcess, address: String) {
        let exim = try Exim(bench, port: 9)
        return try start(
            UnpackedTools.path("exim/usr/sbin/exim4"),
            [
                "-C", bench.folder.path("exim.conf"), "-bdf", "-odq", "-oX", "127.0.0.1.{port}",
                "-oP", bench.folder.path("exim.pid"),
            ], adding: exim.variables)
    }

    private func run(
        _ script: String, against address: String, _ options: [String] = []
    ) throws -> Outcome {
        let path = try bench.folder.write("script.smtp", script)
        return try bench.runSimulator(["run", path, "--against", address] + options)
    }

    @Test("smtp-sink passes, and gets no message text unless that is wanted")
    func smtpSink() throws {
        let (server, address) = try sink()
        let safe = try run(Self.script, against: address, ["--json"])
        #expect(safe.exit == .exited(0), safe.account)
        let value = try JSONSerialization.jsonObject(with: Data(safe.output)) as? [[String: Any]]
        let rows = try #require(value?.first?["rows"] as? [[String: Any]])
        let unsent = rows.filter { $0["sent"] as? Bool == false }.compactMap {
            $0["client"] as? String
        }
        #expect(unsent.contains("DATA") && unsent.contains { $0.hasPrefix("(message text") })
        #expect(rows.contains { $0["client"] as? String == "RSET" })
        let open = try run(Self.script, against: address, ["--deliver"])
        #expect(open.exit == .exited(0), open.account)
        #expect(open.text.contains("script") && open.text.contains("server"), open.account)
        #expect(open.text.contains("PASS"), open.account)
        server.closeInput()
        _ = try server.waitForExit()
    }

    @Test("Exim takes a message with --deliver only, and its refusal fails the script")
    func exim4() throws {
        let (server, address) = try exim()
        let safe = try run(Self.script, against: address)
        #expect(safe.exit == .exited(0), safe.account)
        let before = String(decoding: try bench.folder.read("log/mainlog"), as: UTF8.self)
        #expect(!before.contains(" <= "), "\(before)")
        let delivered = try run(Self.script, against: address, ["--deliver"])
        #expect(delivered.exit == .exited(0), delivered.account)
        let after = String(decoding: try bench.folder.read("log/mainlog"), as: UTF8.self)
        #expect(after.contains(" <= ann@client.example"), "\(after)")
        let refused = try run(
            "S= 220\nC: EHLO client.example\nS= 250\nC: EXPN staff\nS= 252\nC: QUIT\nS= 221\n",
            against: address)
        #expect(refused.exit == .exited(1), refused.account)
        #expect(refused.text.contains("server  550"), refused.account)
        #expect(refused.text.contains("rule    expand."), refused.account)
        server.closeInput()
        _ = try server.waitForExit()
    }

    @Test("does the handshake of TLS, and says why one fails")
    func handshake() throws {
        let script = """
            S= 220
            C: EHLO client.example
            S= 250
            C: STARTTLS
            S= 220
            :tls
            C: EHLO client.example
            S= 250
            C: QUIT
            S= 221

            """
        let path = try bench.folder.write("tls.smtp", script)
        let conversation = bench.folder.path("conversation.json")
        let exported = try bench.runSimulator([
            "export", path, "--to", "json", "-o", conversation,
        ])
        #expect(exported.exit == .exited(0), exported.account)
        for option in [[], ["--tls-verify"]] {
            let server = try bench.start(
                Tool.python3.path,
                [
                    Simulator.support("played_server.py"), try Tool.openssl.path, conversation,
                    bench.folder.path("received"),
                ])
            let address = "127.0.0.1:" + (try server.expect("\n").filter(\.isNumber))
            let outcome = try run(script, against: address, option)
            if option.isEmpty {
                #expect(outcome.exit == .exited(0), outcome.account)
                #expect(outcome.text.contains("(TLS handshake)"), outcome.account)
                #expect(outcome.text.contains("against the model: 5 same"), outcome.account)
            } else {
                #expect(outcome.exit == .exited(1), outcome.account)
                #expect(outcome.text.contains("certificate verify failed"), outcome.account)
            }
            _ = try server.waitForExit()
        }
        let (server, address) = try sink()
        let plain = try run("S= 220\n", against: address, ["--tls", "--timeout", "5"])
        #expect(plain.exit == .exited(1), plain.account)
        #expect(plain.text.contains("TLS handshake"), plain.account)
        server.closeInput()
        _ = try server.waitForExit()
    }

    @Test("says what is wrong with the server's address, and sends nothing to another machine")
    func addresses() throws {
        let cases: [(String, [String], Int32, String)] = [
            ("192.0.2.1:25", [], 2, "--allow-remote"),
            ("127.0.0.1", [], 2, "expected HOST:PORT"),
            ("127.0.0.1:x", [], 2, "expected HOST:PORT"),
            ("nosuch.invalid:25", [], 2, "cannot find"),
            ("127.0.0.1:1", [], 1, "refused"),
            ("127.0.0.1:25", ["--update"], 2, "--update"),
        ]
        for (address, options, status, text) in cases {
            let outcome = try run("S= 220\n", against: address, options)
            #expect(outcome.exit == .exited(status), "\(address) \(outcome.account)")
            let said = (outcome.text + outcome.errorText).lowercased()
            #expect(said.contains(text.lowercased()), "\(address) \(outcome.account)")
            #expect(!said.contains("refused)"), "\(address) \(outcome.account)")
        }
        let path = try bench.folder.write("script.smtp", "S= 220\n")
        let alone = try bench.runSimulator(["run", path, "--deliver"])
        #expect(alone.exit == .exited(2) && alone.errorText.contains("needs --against"))
        let back = try run("C: NOOP\n:undo\n", against: "127.0.0.1:1")
        #expect(back.exit == .exited(2) && back.errorText.contains("goes back in time"))
    }
}
