import Foundation
import Testing

@Suite("How listen begins and ends")
struct ListenEndingTests {
    let bench: Bench

    init() throws {
        bench = try Bench()
    }

    private func python(_ arguments: [String]) throws -> Outcome {
        try bench.run(.python3, [Simulator.support("listen_scenarios.py")] + arguments)
    }

    @Test("SIGTERM lets a message under way finish, and says 421 to the rest")
    func grace() throws {
        let server = try ListeningServer(bench)
        let outcome = try python(["ending", "\(server.port)", "\(server.process.identifier)"])
        #expect(outcome.exit == .exited(0), outcome.account)
        let output = try server.stop()
        #expect(try server.messages().count == 1)
        #expect(output.contains("# ending; messages under way: 1\n"))
    }

    @Test("a second signal ends it at once")
    func secondSignal() throws {
        let server = try ListeningServer(bench, ["--grace", "1h"])
        let outcome = try python(["busy", "\(server.port)", "\(server.process.identifier)"])
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(try server.process.waitForExit() == .exited(143))
    }

    @Test("a port that is taken, and other wrong ways, are errors that say what to do")
    func wrongWays() throws {
        let server = try ListeningServer(bench)
        let cases: [([String], String)] = [
            (
                ["--port", "\(server.port)"],
                "cannot listen on 127.0.0.1:\(server.port): Address already in use"
            ),
            (["--port", "99999"], "99999"),
            (["--trust", "nonsense"], "--trust nonsense: expected an address"),
            (["--grace", "soon"], "--grace soon: expected a time"),
            (["--certificate", "a.pem"], "--certificate and --key go together"),
            (
                ["--certificate", "/nowhere.pem", "--key", "/nowhere.key"],
                "cannot read /nowhere.pem: No such file or directory"
            ),
            (["/nowhere.smtp"], "/nowhere.smtp"),
            (["--inetd"], "--inetd: standard input is no connection"),
            (["--unix", "/nowhere/s.sock"], "cannot listen on /nowhere/s.sock"),
            (
                ["--unix", "/" + String(repeating: "s", count: 120)],
                "the path is too long\nhint: its 121 octets are more than"
            ),
            (
                ["--unix", "/dev/null"],
                "cannot listen on /dev/null: something that is no socket has this name\nhint: "
            ),
            (["--unix", ""], "--host and --unix want an address and a path"),
            (["--host", ""], "--host and --unix want an address and a path"),
            (
                ["--host", "nosuch.invalid"],
                "cannot listen on nosuch.invalid:2525: no host has this name\nhint: an address of"
            ),
            (
                ["--host", "127.0.0.1:25"],
                "no host has this name\nhint: an address without a port, such as 127.0.0.1"
            ),
        ]
        for (arguments, error) in cases {
            let outcome = try bench.runSimulator(["listen"] + arguments)
            #expect(outcome.exit == .exited(2), outcome.account)
            #expect(outcome.errorText.contains(error), outcome.account)
            #expect(outcome.errorText.hasPrefix("smtpsim: error: "), outcome.account)
        }
        try server.stop()
    }

    @Test("certificates and keys that cannot be used are errors that say which file, and why")
    func certificates() throws {
        for name in ["a", "b"] {
            let made = try bench.run(
                .openssl,
                [
                    "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=mx.sim.example",
                    "-keyout", bench.folder.path("\(name).key"), "-out",
                    bench.folder.path("\(name).pem"),
                ])
            #expect(made.exit == .exited(0), made.account)
        }
        let locked = try bench.run(
            .openssl,
            [
                "rsa", "-aes128", "-passout", "pass:secret", "-in", bench.folder.path("a.key"),
                "-out", bench.folder.path("locked.key"),
            ])
        #expect(locked.exit == .exited(0), locked.account)
        let pem = String(decoding: try bench.folder.read("a.pem"), as: UTF8.self)
        try bench.folder.write("half.pem", String(pem.prefix(600)))
        try bench.folder.write("junk.pem", "junk\n")
        func path(_ name: String) -> String { bench.folder.path(name) }
        let cases: [(certificate: String, key: String, error: String)] = [
            ("a.pem", "b.key", "b.key does not belong to the certificate in \(path("a.pem"))"),
            ("a.pem", "locked.key", "locked.key has a password\nhint: openssl pkey"),
            ("a.pem", "a.pem", "there is no private key in \(path("a.pem"))"),
            ("a.key", "a.key", "there is no certificate in \(path("a.key"))"),
            ("junk.pem", "a.key", "there is no certificate in \(path("junk.pem"))"),
            ("half.pem", "a.key", "the certificate in \(path("half.pem")) is damaged"),
            ("a.pem", "none.key", "cannot read \(path("none.key")): No such file or directory"),
        ]
        for (certificate, key, error) in cases {
            let outcome = try bench.runSimulator([
                "listen", "--port", "0", "--certificate", path(certificate), "--key", path(key),
            ])
            #expect(outcome.exit == .exited(2), outcome.account)
            #expect(outcome.errorText.contains(error), outcome.account)
            #expect(!outcome.errorText.contains("failedTo"), outcome.account)
        }
        let authority = try bench.runSimulator([
            "listen", "--port", "0", "--client-ca", path("junk.pem"),
        ])
        #expect(authority.exit == .exited(2), authority.account)
        #expect(authority.errorText.contains("there is no certificate in"), authority.account)
    }

    @Test("--record saves each session as a script that runs green, over no file")
    func record() throws {
        let folder = bench.folder.path("records")
        for _ in 0..<2 {
            let server = try ListeningServer(bench, ["--record", folder, "-q"])
            for _ in 0..<2 {
                let outcome = try python(["script", "\(server.port)"])
                #expect(outcome.exit == .exited(0), outcome.account)
            }
            try server.stop()
        }
        let names = ["session-1-2.smtp", "session-1.smtp", "session-2-2.smtp", "session-2.smtp"]
        #expect(try bench.folder.names(in: "records").sorted() == names)
        let outcome = try bench.runSimulator(["run", folder])
        #expect(outcome.exit == .exited(0), outcome.account)
    }

    @Test("clients that are believed, and others, have sessions that run green")
    func trust() throws {
        let server = try ListeningServer(
            bench, ["--trust", "127.0.0.1", "--set", "proxy=on", "--set", "xclient=on"])
        let trusted = try python(["proxied", "\(server.port)", "\(server.securePort)"])
        #expect(trusted.exit == .exited(0), trusted.account)
        try server.expectGreen(sessions: 1...2)
        let other = try ListeningServer(
            bench, ["--trust", "127.0.0.2", "--set", "proxy=on", "--set", "xclient=on"])
        let untrusted = try python(["script", "\(other.port)"])
        #expect(untrusted.exit == .exited(0), untrusted.account)
        try other.expectGreen()
    }

    @Test("a script has settings and handlers, and no session")
    func script() throws {
        let rules = try bench.folder.write(
            "rules.smtp",
            ":set hostname mx.other.example\n:on recipient nosuch@* reject 550 5.1.1 \"No such user\"\n"
        )
        let server = try ListeningServer(bench, [rules])
        let outcome = try python(["script", "\(server.port)"])
        #expect(outcome.exit == .exited(0), outcome.account)
        try server.expectGreen()
        let session = try bench.folder.write("session.smtp", "C: EHLO client.example\n")
        let refused = try bench.runSimulator(["listen", session])
        #expect(refused.exit == .exited(2), refused.account)
        #expect(refused.errorText.contains("has settings and handlers only"), refused.account)
    }

    @Test("JSON has one object a line, each with its session")
    func json() throws {
        let process = try bench.startSimulator(["listen", "--port", "0", "--json"])
        try process.expect("{\"session\":0,\"event\":\"listening\",\"address\":\"127.0.0.1:")
        let port = try process.expect("\"")
        let outcome = try python(["script", port])
        #expect(outcome.exit == .exited(0), outcome.account)
        process.signalProgram(SIGTERM)
        #expect(try process.waitForExit() == .exited(0), "\(process.account)")
        let lines = process.output.split(separator: 0x0A)
        let objects = try lines.map {
            try #require(try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any])
        }
        #expect(objects.allSatisfy { $0["session"] is Int && $0["event"] is String })
        let events = objects.filter { $0["session"] as? Int == 1 }.compactMap {
            $0["event"] as? String
        }
        #expect(events.first == "opened" && events.last == "over")
        #expect(events.contains("reply") && events.contains("connected"))
    }

    @Test("inetd hands over a connection; systemd sockets to listen on")
    func inherited() throws {
        for kind in ["inetd", "inetd_lint", "systemd", "unix"] {
            let outcome = try python([kind, Simulator.path, bench.folder.path])
            #expect(outcome.exit == .exited(0), outcome.account)
        }
    }

    @Test("the rest hear 421 when there are as many clients as are allowed")
    func maximum() throws {
        let server = try ListeningServer(bench, ["--max-connections", "2"])
        let outcome = try python(["maximum", "\(server.port)"])
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(try server.stop().contains("# 2 clients are connected: more of them hear 421\n"))
        try server.expectGreen(sessions: 1...3)
    }

    @Test("TLS records split at every octet, and octets in clear before the handshake")
    func records() throws {
        let server = try ListeningServer(bench)
        let outcome = try python(["records", "\(server.port)"])
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(try server.stop().contains("note tls.discarded"))
    }

    @Test("a reader that goes away does not end the server, which says so")
    func closedOutput() throws {
        let server = try ListeningServer(bench)
        server.process.closeOutput()
        let outcome = try python(["script", "\(server.port)"])
        #expect(outcome.exit == .exited(0), outcome.account)
        server.process.signalProgram(SIGTERM)
        #expect(try server.process.waitForExit() == .exited(2))
        let errors = String(decoding: server.process.errors, as: UTF8.self)
        #expect(errors.contains("cannot write what happens"), "\(errors)")
    }
}
