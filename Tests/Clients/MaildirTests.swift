import Foundation
import Testing

@Suite("A Maildir, filled by stdio")
struct MaildirTests {
    private let bench: Bench
    private let maildir: String
    private let server: Simulator

    init() throws {
        bench = try Bench()
        maildir = bench.folder.path("mail")
        server = Simulator(delivers: maildir)
    }

    private static func message(_ text: String) -> String {
        "MAIL FROM:<ann@client.example>\r\nRCPT TO:<bob@sim.example>\r\nDATA\r\n\(text).\r\n"
    }

    private static let small = "Subject: x\r\n\r\nhello\r\n"
    /// More than is held in memory.
    private static let large = String(
        repeating: String(repeating: "x", count: 62) + "\r\n", count: 3_000)

    private func converse(_ texts: String...) throws -> Outcome {
        let input = "EHLO client.example\r\n" + texts.map(Self.message).joined() + "QUIT\r\n"
        return try bench.runSimulator(server.arguments, input: Array(input.utf8))
    }

    private func messages() throws -> [SavedMessage] {
        try bench.folder.names(in: "mail/new").map {
            try SavedMessage(try bench.folder.read("mail/new/\($0)"))
        }
    }

    private func mode(_ name: String) throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: bench.folder.path(name))
        return attributes[.posixPermissions] as? Int
    }

    @Test("has each message in new, whole, with its trace fields, for the owner alone")
    func delivers() throws {
        let outcome = try converse(Self.small, Self.large)
        #expect(outcome.exit == .exited(0), outcome.account)
        let messages = try messages()
        #expect(
            Set(messages.map(\.text)) == [Array(Self.small.utf8), Array(Self.large.utf8)])
        for name in try bench.folder.names(in: "mail/new") {
            #expect(outcome.text.contains("Message accepted as \(name)\r\n"))
            #expect(try mode("mail/new/\(name)") == 0o600)
        }
        #expect(
            messages.allSatisfy { $0.fields.hasPrefix("Return-Path: <ann@client.example>\r\n") })
        for part in ["mail", "mail/tmp", "mail/new", "mail/cur"] {
            #expect(try mode(part) == 0o700)
        }
        #expect(try bench.folder.names(in: "mail/tmp").isEmpty)
    }

    @Test("that has no room for a message puts the client off, and takes the next one that fits")
    func full() throws {
        // 100 blocks of 512 octets are the most that a file may have.
        let shell = "ulimit -f 100; exec \(server.shellCommand)"
        let input =
            "EHLO client.example\r\n"
            + [Self.large, Self.large, Self.small].map(Self.message).joined() + "QUIT\r\n"
        let outcome = try bench.run("/bin/sh", ["-c", shell], input: Array(input.utf8))
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(outcome.text.components(separatedBy: "\r\n452 4.3.1 ").count == 3)
        #expect(outcome.text.contains("\r\n250 2.6.0 Message accepted as "))
        let error = "smtpsim: error: cannot store messages in \(maildir): File too large"
        #expect(
            outcome.errorText
                == "\(error); clients are told 452 4.3.1\n"
                + "smtpsim: messages are stored in \(maildir) again; 2 could not be\n")
        #expect(try messages().map(\.text) == [Array(Self.small.utf8)])
        #expect(try bench.folder.names(in: "mail/tmp").isEmpty)
    }

    @Test("that vanished puts the client off, and is used again when it is back")
    func vanished() throws {
        let process = try bench.startSimulator(server.arguments)
        try process.expect("220 ")
        let files = FileManager.default
        try files.moveItem(atPath: maildir, toPath: maildir + "2")
        try process.send("EHLO client.example\r\n" + Self.message(Self.small))
        try process.expect("\r\n452 4.3.1 ")
        // Nobody knows whose disk is missing, so it is not made anew; its parts are.
        #expect(!files.fileExists(atPath: maildir))
        _ = try bench.folder.makeFolder("mail")
        try process.send(Self.message(Self.small) + "QUIT\r\n")
        try process.expect("\r\n250 2.6.0 ")
        #expect(try process.waitForExit() == .exited(0), "\(process.account)")
        #expect(try messages().map(\.text) == [Array(Self.small.utf8)])
    }

    @Test("has nothing of a message that was refused, discarded or left unfinished")
    func refused() throws {
        for handler in ["message reject", "message discard", "message disconnect"] {
            let server = Simulator(options: ["--on", handler], delivers: maildir)
            let input = "EHLO client.example\r\n" + Self.message(Self.large)
            _ = try bench.runSimulator(server.arguments, input: Array(input.utf8))
        }
        let unfinished = "EHLO a\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n" + Self.large
        _ = try bench.runSimulator(server.arguments, input: Array(unfinished.utf8))
        #expect(try messages().isEmpty)
        #expect(try bench.folder.names(in: "mail/tmp").isEmpty)
    }

    @Test("whose tmp holds what nobody goes on writing since long loses it, and nothing else")
    func leftovers() throws {
        _ = try bench.folder.makeFolder("mail")
        _ = try bench.folder.makeFolder("mail/tmp")
        for (name, hours) in [("old", 40.0), ("young", 30.0)] {
            try bench.folder.write("mail/tmp/\(name)", "x")
            try FileManager.default.setAttributes(
                [.modificationDate: Date.now.addingTimeInterval(-3_600 * hours)],
                ofItemAtPath: bench.folder.path("mail/tmp/\(name)"))
        }
        #expect(try converse().exit == .exited(0))
        #expect(try bench.folder.names(in: "mail/tmp") == ["young"])
    }

    @Test("that is no folder, or beside --save-messages, is an error before the greeting")
    func wrong() throws {
        try bench.folder.write("file", "x")
        for options in [
            ["--maildir", bench.folder.path("file")],
            ["--maildir", maildir, "--save-messages", maildir],
        ] {
            let outcome = try bench.runSimulator(["stdio", "--trace", "off"] + options)
            #expect(outcome.exit == .exited(2), outcome.account)
            #expect(outcome.output.isEmpty)
        }
    }
}
