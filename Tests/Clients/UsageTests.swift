import Foundation
import Testing

@Suite("A server on a pipe that cannot do what it should")
struct UsageTests {
    let bench: Bench

    init() throws {
        bench = try Bench()
    }

    private static let message = Array(
        """
        EHLO client.example\r
        MAIL FROM:<ann@client.example>\r
        RCPT TO:<bob@sim.example>\r
        DATA\r
        Subject: hello\r
        .\r

        """.utf8)

    /// Runs a shell command with smtpsim as its `"$@"`.
    private func shell(
        _ command: String, _ arguments: [String], input: [UInt8] = []
    ) throws -> Outcome {
        try bench.run(.sh, ["-c", command, "sh", Simulator.path] + arguments, input: input)
    }

    @Test(
        "says what is wrong with an option before it greets",
        arguments: [
            (["--on", "recipient rejct"], "reject"),
            (["--on", ""], "hook"),
            (["--set", "hostnam=x"], "hostname"),
            (["--set", "hostname"], "hostname"),
            (["--profile", "strickt"], "strict"),
            (["--user", "bob"], "name:password"),
            (["--save-messages", "/nonexistent/folder"], "/nonexistent/folder"),
            (["--trace", "/nonexistent/trace"], "/nonexistent/trace"),
            (["surplus"], "surplus"),
        ])
    func options(options: [String], clue: String) throws {
        let outcome = try bench.runSimulator(["stdio"] + options, input: Self.message)
        #expect(outcome.exit == .exited(2), outcome.account)
        #expect(outcome.output.isEmpty, outcome.account)
        #expect(outcome.errorText.contains("error: "), outcome.account)
        #expect(outcome.errorText.contains(clue), outcome.account)
    }

    @Test("tells the client to come back when a message cannot be saved")
    func folderGone() throws {
        let folder = try bench.folder.makeFolder("messages")
        let server = try bench.startSimulator(Simulator(savesMessagesIn: folder).arguments)
        try server.expect("220 ")
        try FileManager.default.removeItem(atPath: folder)
        try server.send(Self.message)
        try server.expect("\r\n354 ")
        let reply = try server.expect("\r\n4")
        #expect(!reply.contains("\r\n250 2.6.0"))
        server.closeInput()
        _ = try server.waitForExit()
        #expect(String(decoding: server.errors, as: UTF8.self).contains(folder))
    }

    @Test("tells the client to come back when the disk is full, and leaves no half message")
    func diskFull() throws {
        let folder = try bench.folder.makeFolder("messages")
        let text = [UInt8](repeating: UInt8(ascii: "x"), count: 900) + [0x0D, 0x0A]
        let octets =
            Self.message.dropLast(3) + (0..<1_000).flatMap { _ in text }
            + Array(".\r\nNOOP\r\n".utf8)
        // A file of the program may have 100 blocks of 512 octets.
        let outcome = try shell(
            #"trap "" XFSZ; ulimit -f 100; exec "$@""#,
            Simulator(savesMessagesIn: folder).arguments,
            input: Array(octets))
        #expect(outcome.text.contains("\r\n4"), outcome.account)
        #expect(!outcome.text.contains("\r\n250 2.6.0"), outcome.account)
        #expect(try bench.folder.names(in: "messages").isEmpty)
    }

    #if os(Linux)
        @Test("says that its standard output is full")
        func fullOutput() throws {
            let outcome = try shell(#"exec "$@" > /dev/full"#, Simulator().arguments)
            #expect(outcome.exit == .exited(2), outcome.account)
            #expect(outcome.errorText.contains("cannot write standard output"), outcome.account)
        }
    #endif

    @Test("ends at once without a standard input")
    func noInput() throws {
        let outcome = try shell(#"exec "$@" <&-"#, Simulator().arguments)
        #expect([.exited(0), .exited(2)].contains(outcome.exit), outcome.account)
        #expect(outcome.text.hasPrefix("220 "), outcome.account)
    }
}
