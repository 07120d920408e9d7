import Foundation
import Testing

/// A log of 20 conversations, each with a megabyte of message text.
@Suite("Imports that are too long to be kept")
struct LongImportTests {
    let bench: Bench
    private static let count = 20

    init() throws {
        bench = try Bench()
        let text = " -> \(String(repeating: "x", count: 990))\n"
        let log = (1...LongImportTests.count).map { number in
            """
            === Connected to mx.example.
            <-  220 mx.example ESMTP
             -> EHLO client\(number).example
            <-  250 mx.example
             -> MAIL FROM:<ann@client.example>
            <-  250 2.1.0 Ok
             -> RCPT TO:<bob@mx.example>
            <-  250 2.1.5 Ok
             -> DATA
            <-  354 Go on
            \(String(repeating: text, count: 1_000)) -> .
            <-  250 2.0.0 Ok
             -> QUIT
            <-  221 2.0.0 Bye
            === Connection closed with remote host.

            """
        }
        _ = try bench.folder.write("long.txt", log.joined())
    }

    private func importLog(_ arguments: String...) throws -> Outcome {
        let outcome = try bench.runSimulator(
            ["import", bench.folder.path("long.txt")] + arguments)
        #expect(outcome.exit == .exited(0), outcome.account)
        return outcome
    }

    @Test("become one script, on standard output or in a file, that runs")
    func joined() throws {
        let path = bench.folder.path("all.smtp")
        let shown = try importLog("-o", path)
        #expect(shown.text.isEmpty)
        #expect(shown.errorText.contains("\(LongImportTests.count) conversations"))
        let script = String(decoding: try bench.folder.read("all.smtp"), as: UTF8.self)
        #expect(script == (try importLog()).text)
        let heads = script.split(separator: "\n").filter { $0.hasPrefix("## Conversation ") }
        #expect(
            heads.map(String.init) == (1...LongImportTests.count).map { "## Conversation \($0)" })
        #expect(script.hasPrefix("# Imported from "))
        #expect(script.contains("C: EHLO client20.example\n"))
        let left = try FileManager.default.contentsOfDirectory(atPath: bench.folder.path)
        #expect(!left.contains { $0.contains(".part-") })
    }

    @Test("take the place of what a link points at, and of nothing that is no file")
    func places() throws {
        let files = FileManager.default
        let link = bench.folder.path("link.smtp")
        try files.createSymbolicLink(atPath: link, withDestinationPath: "target.smtp")
        _ = try bench.folder.write("target.smtp", "")
        _ = try importLog("-o", link)
        #expect(try files.destinationOfSymbolicLink(atPath: link) == "target.smtp")
        #expect(try !bench.folder.read("target.smtp").isEmpty)
        let pipe = bench.folder.path("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        let outcome = try bench.runSimulator(["import", bench.folder.path("long.txt"), "-o", pipe])
        #expect(outcome.exit == .exited(2), outcome.account)
        #expect(outcome.errorText.contains("it is not a regular file"))
    }

    @Test("become a script each, which run")
    func separate() throws {
        _ = try importLog("-o", bench.folder.path("scripts/"))
        let names = try FileManager.default.contentsOfDirectory(
            atPath: bench.folder.path("scripts"))
        #expect(
            Set(names) == Set((1...LongImportTests.count).map { "long.txt-\($0).smtp" }))
        let run = try bench.runSimulator(["run", bench.folder.path("scripts/long.txt-20.smtp")])
        #expect(run.exit == .exited(0), run.account)
    }

    @Test("become one JSON object")
    func json() throws {
        let text = try importLog("--json").text
        let value = try #require(
            JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(value["format"] as? String == "swaks")
        #expect((value["warnings"] as? [Any])?.isEmpty == true)
        let conversations = try #require(value["conversations"] as? [[String: Any]])
        #expect(conversations.count == LongImportTests.count)
        #expect(conversations.allSatisfy { $0["script"] is String })
    }
}
