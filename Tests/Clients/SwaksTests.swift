import Foundation
import Testing

@Suite("swaks on a pipe")
struct SwaksTests {
    let bench: Bench

    init() throws {
        bench = try Bench()
    }

    /// Runs swaks with a server on its pipe; what it sends is kept in `sent` if it is recorded.
    ///
    /// The recording program keeps the pipe open when the server has closed.
    private func swaks(
        _ arguments: [String], _ simulator: Simulator, isRecorded: Bool = true
    ) throws -> Outcome {
        var simulator = simulator
        simulator.savesMessagesIn = bench.messagesFolder
        let tee = "\(try Tool.tee.path) \(Simulator.quoted(bench.folder.path("sent"))) | "
        return try bench.run(
            .swaks,
            [
                "--pipe", (isRecorded ? tee : "") + simulator.shellCommand, "--helo",
                "client.example",
                "--from", "ann@client.example", "--timeout", "60s", "--suppress-data",
            ] + arguments)
    }

    /// Expects that the server has saved just what swaks has sent.
    private func expectSavedAsSent(count: Int = 1) throws {
        let sent = sentMessages(try bench.folder.read("sent"))
        #expect(sent.count == count)
        #expect(try bench.savedMessages() == sent)
    }

    @Test("sends a plain message, which is stored byte for byte")
    func plain() throws {
        let outcome = try swaks(
            ["--to", "bob@sim.example", "--body", ".\n..two\n.three\nend"], Simulator())
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(outcome.text.contains("<-  221 2.0.0 "), outcome.account)
        try expectSavedAsSent()
        let text = String(decoding: try bench.savedMessages()[0], as: UTF8.self)
        #expect(text.contains("\r\n\r\n.\r\n..two\r\n.three\r\nend\r\n"))
    }

    @Test("sends an attachment, with 8-bit text, with a password")
    func attachment() throws {
        let attachment = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
        let path = try bench.folder.write("all.bin", attachment)
        let outcome = try swaks(
            [
                "--to", "bob@sim.example", "--body", "Grüße, 8-bit: äöü€",
                "--attach-type", "application/octet-stream", "--attach", "@\(path)",
                "--auth", "PLAIN", "--auth-user", "bob", "--auth-password", "secret word",
            ], .withPassword)
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(outcome.text.contains("<-  235 2.7.0 "), outcome.account)
        try expectSavedAsSent()
        let stored = try bench.savedMessages()[0]
        #expect(stored.firstRange(of: Array("8-bit: äöü€".utf8)) != nil)
        let joined = stored.filter { $0 != 0x0D && $0 != 0x0A }
        let base64 = Array(Data(attachment).base64EncodedString().utf8)
        #expect(joined.firstRange(of: base64) != nil)
    }

    @Test("authenticates", arguments: ["PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5"])
    func authenticate(mechanism: String) throws {
        let arguments = [
            "--to", "bob@sim.example", "--auth", mechanism, "--auth-user", "bob",
            "--auth-password",
        ]
        let right = try swaks(arguments + ["secret word"], .withEveryMechanism)
        #expect(right.exit == .exited(0), right.account)
        #expect(right.text.contains("<-  235 2.7.0 "), right.account)
        try expectSavedAsSent()

        let wrong = try swaks(arguments + ["secret"], .withEveryMechanism)
        // swaks: "28 – error authenticating".
        #expect(wrong.exit == .exited(28), wrong.account)
        #expect(wrong.text.contains("<** 535 5.7.8 "), wrong.account)
        #expect(try bench.savedMessages().count == 1)
    }

    @Test(
        "is served by every profile",
        arguments: [
            ["strict"], ["lenient"], ["mailhog"],
            ["submission", "--auth", "CRAM-MD5", "--auth-user", "bob", "--auth-password", "pw"],
        ])
    func profiles(arguments: [String]) throws {
        let simulator = Simulator(options: ["--profile", arguments[0], "--user", "bob:pw"])
        let outcome = try swaks(["--to", "bob@sim.example"] + arguments.dropFirst(), simulator)
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(try bench.savedMessages().count == 1)
    }

    @Test("sends to the recipients that are not refused")
    func recipients() throws {
        let server = Simulator.deciding(#"recipient nosuch@* reject 550 5.1.1 "No such user""#)
        let several = try swaks(
            ["--to", "cat@sim.example,nosuch@sim.example,bob@sim.example"], server)
        #expect(several.exit == .exited(0), several.account)
        #expect(several.text.contains("<** 550 5.1.1 No such user"), several.account)
        try expectSavedAsSent()

        let none = try swaks(["--to", "nosuch@sim.example"], server)
        // swaks: "24 – error with RCPT: all recipients were rejected".
        #expect(none.exit == .exited(24), none.account)
        #expect(try bench.savedMessages().count == 1)
    }

    @Test("sends in groups where PIPELINING is offered")
    func pipelining() throws {
        let recipients = (1...20).map { "r\($0)@sim.example" }.joined(separator: ",")
        let outcome = try swaks(["--to", recipients, "--pipeline"], Simulator())
        #expect(outcome.exit == .exited(0), outcome.account)
        // The 20 commands are shown before the first of the replies.
        let sent = outcome.text.range(of: "RCPT TO:<r20@sim.example>")
        let taken = outcome.text.range(of: "250 2.1.5 ")
        #expect(try #require(sent).upperBound < #require(taken).lowerBound, outcome.account)
        try expectSavedAsSent()
    }

    @Test("hears that a message is refused, and that the server closes")
    func refusals() throws {
        let message = try swaks(
            ["--to", "bob@sim.example"],
            .deciding(#"message reject 554 5.6.0 "Not this text""#))
        // swaks: "26 – error with DATA: the message was rejected".
        #expect(message.exit == .exited(26), message.account)
        #expect(message.text.contains("<** 554 5.6.0 Not this text"), message.account)
        #expect(try bench.savedMessages().isEmpty)

        let sender = try swaks(
            ["--to", "bob@sim.example"],
            .deciding(#"sender close 421 4.3.2 "Going down""#), isRecorded: false)
        // swaks: "23 – error with MAIL".
        #expect(sender.exit == .exited(23), sender.account)
        #expect(sender.text.contains("421 4.3.2 mx.sim.example Going down"), sender.account)
        #expect(try bench.savedMessages().isEmpty)
    }
}
