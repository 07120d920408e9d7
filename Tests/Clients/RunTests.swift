import Foundation
import Testing

@Suite("The runs of scripts on the disk")
struct RunTests {
    let bench: Bench

    init() throws {
        bench = try Bench()
    }

    private func run(_ script: String, _ options: String...) throws -> Outcome {
        let path = try bench.folder.write("x.smtp", script)
        return try bench.runSimulator(["run", "-v", path] + options)
    }

    @Test(
        "require programs of PATH and extensions on offer",
        arguments: [
            ("swaks", true), ("no-such-program", false), ("/usr/bin/swaks", false), (".", false),
            ("EXPN", true), ("help", true), ("STARTTLS", true), ("XYZZY", false),
        ])
    func require(name: String, isThere: Bool) throws {
        _ = try Tool.swaks.path
        let outcome = try run(":require \(name)\nS= 220\n")
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(outcome.text.contains("PASS") == isThere, outcome.account)
        #expect(outcome.text.contains("which is not here") != isThere, outcome.account)
    }

    @Test(
        "read no file outside their folder, not by a link either",
        arguments: [
            "C< link.txt", ":include link.txt", ":file link.txt", ":expect message 1 body link.txt",
            "C< folder/secret.txt",
        ])
    func links(line: String) throws {
        let outside = try TemporaryFolder()
        let secret = try outside.write("secret.txt", "# secret\n")
        let files = FileManager.default
        try files.createSymbolicLink(
            atPath: bench.folder.path("link.txt"), withDestinationPath: secret)
        try files.createSymbolicLink(
            atPath: bench.folder.path("folder"), withDestinationPath: outside.path)
        let message = """
            C: EHLO x.example
            C: MAIL FROM:<a@b.example>
            C: RCPT TO:<c@d.example>
            C: DATA
            C: .
            S{
            S*
            S}
            S= 250
            S= 250
            S= 354
            S= 250

            """
        let outcome = try run("S= 220\n\(message)\(line)\n")
        #expect(outcome.exit != .exited(0), outcome.account)
        let account = outcome.text + outcome.errorText
        #expect(account.contains("a link leads out of the script's folder"), outcome.account)
    }

    @Test("read a link that stays inside their folder")
    func innerLink() throws {
        try bench.folder.write("y.txt", "NOOP\r\n")
        try FileManager.default.createSymbolicLink(
            atPath: bench.folder.path("link.txt"), withDestinationPath: "y.txt")
        let outcome = try run("S= 220\nC< link.txt\nS= 250\n")
        #expect(outcome.exit == .exited(0), outcome.account)
    }

    @Test("update a failing script once and for all")
    func update() throws {
        let script = """
            S= 220
            C: QUIT
            S= 250
            #~ x
            :connect
            S= 220
            C: EHLO a.example
            S: 250-[[h:\\S+]] greets a.example
            S{
            S: 250-PIPELINING
            S: 250-XYZZY
            S*
            S}

            """
        #expect(try run(script, "--update").exit == .exited(0))
        let updated = String(decoding: try bench.folder.read("x.smtp"), as: UTF8.self)
        #expect(
            updated == """
                S= 220
                #~ HELLO
                C: QUIT
                S: 221 2.0.0 mx.sim.example Closing connection
                #~ HELLO → CLOSED
                :connect
                S= 220
                #~ HELLO
                C: EHLO a.example
                S: 250-[[h:\\S+]] greets a.example
                S{
                S: 250-PIPELINING
                S*
                S}
                #~ HELLO → MAIL   hello a.example: accept (default)

                """)
        let again = try run(updated, "--update")
        #expect(again.exit == .exited(0), again.account)
        #expect(try bench.folder.read("x.smtp") == Array(updated.utf8))
    }

    @Test("are written as JSON with the members in docs/events.md")
    func json() throws {
        try bench.folder.write("y.smtp", "## Hello\nS= 220\nC: NOOP\nS= 550\n")
        let outcome = try run(
            ":require no-such-program\n", "--format", "json", bench.folder.path("y.smtp"))
        let object = try JSONSerialization.jsonObject(with: Data(outcome.output))
        let whole = try #require(object as? [String: Any])
        let scripts = try #require(whole["scripts"] as? [[String: Any]])
        let failures = try #require(scripts.last?["failures"] as? [[String: Any]])
        let members: [[String: Any]] = [
            whole, try #require(scripts.last), try #require(failures.first),
        ]
        let documented = [
            ["failed", "invalid", "passed", "scripts", "skipped"],
            ["expectations", "failed", "failures", "name", "outcome", "reason"],
            ["file", "line", "message", "phase", "picture", "why"],
        ]
        #expect(members.map { $0.keys.sorted() } == documented)
        #expect(scripts.map { $0["outcome"] as? String } == ["skipped", "failed"])
        #expect(whole["failed"] as? Int == 1 && whole["skipped"] as? Int == 1)
        let document = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../docs/events.md")
        let text = try String(contentsOf: document, encoding: .utf8)
        for member in documented.joined() { #expect(text.contains("`\(member)`"), "\(member)") }
    }
}
