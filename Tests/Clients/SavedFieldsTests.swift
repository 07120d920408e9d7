import Foundation
import Testing

@Suite("Saved messages")
struct SavedFieldsTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    private static func session(_ text: String) -> [UInt8] {
        let lines = [
            "EHLO client.example", "MAIL FROM:<ann@client.example>", "RCPT TO:<bob@sim.example>",
            "DATA",
        ]
        return Array((lines.joined(separator: "\r\n") + "\r\n" + text + ".\r\nQUIT\r\n").utf8)
    }

    private func save(_ text: String, _ options: String...) throws -> [[UInt8]] {
        let server = Simulator(options: options, savesMessagesIn: bench.messagesFolder)
        let outcome = try bench.runSimulator(server.arguments, input: Self.session(text))
        #expect(outcome.exit == .exited(0))
        return try bench.savedFiles()
    }

    @Test("begin with Return-Path and Received, whose date is that of the system's clock")
    func fields() throws {
        let message = try SavedMessage(try save("Subject: x\r\n\r\nhello\r\n")[0])
        #expect(message.text == Array("Subject: x\r\n\r\nhello\r\n".utf8))
        let received = """
            Return-Path: <ann@client.example>\r
            Received: from client.example ([127.0.0.1])\r
              by mx.sim.example with ESMTP id m1\r
              for <bob@sim.example>;\r

            """
        #expect(message.fields.hasPrefix(received))
        let now = Date.now.formatted(.iso8601.year())
        #expect(message.fields.contains(" \(now) "))
    }

    @Test("are what the client sent, where both fields are off")
    func off() throws {
        let text = "Received: by me\r\n\r\nhello\r\n"
        let files = try save(text, "--set", "received=off", "--set", "return-path=off")
        #expect(files == [Array(text.utf8)])
    }

    @Test("have the fields in front however long they are, and whichever name is free")
    func large() throws {
        let text = String(repeating: String(repeating: "x", count: 62) + "\r\n", count: 5_000)
        for number in 1...3 {
            let file = try save(text)[number - 1]
            let message = try SavedMessage(file)
            #expect(message.fields.contains("with ESMTP id m\(number)\r\n"))
            #expect(message.text == Array(text.utf8))
        }
        #expect(try bench.folder.names(in: "messages").count == 6)
    }
}
