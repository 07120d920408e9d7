import Foundation
import Testing

@Suite("A Maildir, filled by listen")
struct MaildirLoadTests {
    private let bench: Bench
    private let maildir: String

    init() throws {
        bench = try Bench()
        maildir = bench.folder.path("mail")
    }

    /// The subjects of the messages in new; each has to be whole.
    private func subjects() throws -> Set<String> {
        var subjects = Set<String>()
        for name in try bench.folder.names(in: "mail/new") {
            let text = String(
                decoding: try SavedMessage(try bench.folder.read("mail/new/\(name)")).text,
                as: UTF8.self)
            #expect(text.hasSuffix("z\r\nlast\r\n"), "\(name)")
            let line = text.prefix { $0 != "\r\n" }
            subjects.insert(String(line.dropFirst("Subject: ".count)))
        }
        return subjects
    }

    @Test("has all messages of a thousand clients at once, ten of each, and none twice")
    func thousand() throws {
        let server = try PortServer(
            bench, "listen", ["--quiet", "--keep", "10", "--maildir", maildir])
        let accepted = try server.run("load", "1000", "10")
        try server.stop()
        #expect(accepted.count == 10_000)
        #expect(Set(accepted) == (try subjects()))
        #expect(try bench.folder.names(in: "mail/new").count == 10_000)
        #expect(try bench.folder.names(in: "mail/tmp").isEmpty)
    }

    @Test("has every message whose client was told 250, whole, when the server is killed")
    func killed() throws {
        let server = try PortServer(bench, "listen", ["--quiet", "--maildir", maildir])
        let accepted = try server.run("load", "50", "100", "500", "\(server.process.identifier)")
        #expect(try server.process.waitForExit() == .signalled(SIGKILL))
        #expect(accepted.count >= 500)
        #expect(accepted.count < 5_000)
        #expect(Set(accepted).subtracting(try subjects()) == [])
    }

    @Test("that has no room puts clients off, says so once, and the server goes on")
    func full() throws {
        let listen = Simulator.quoted(Simulator.path) + " listen --port 0 --quiet --maildir "
        let process = try bench.start(
            "/bin/sh", ["-c", "ulimit -f 2; exec \(listen)\(Simulator.quoted(maildir))"])
        try process.expect("# listening on 127.0.0.1:")
        let port = try process.expect("\n")
        func load(_ messages: String) throws -> Outcome {
            try bench.run(
                .python3,
                [Simulator.support("link_scenarios.py"), port, "load", "20", messages])
        }
        // Each is larger than a file may be.
        #expect(try load("1").text == "\n")
        process.signalProgram(SIGTERM)
        #expect(try process.waitForExit() == .exited(0), "\(process.account)")
        let errors = String(decoding: process.errors, as: UTF8.self)
        #expect(errors.components(separatedBy: "cannot store messages in ").count == 2, "\(errors)")
        #expect(try bench.folder.names(in: "mail/new").isEmpty)
        #expect(try bench.folder.names(in: "mail/tmp").isEmpty)
    }
}
