import Foundation
import Testing

@Suite("Lint on the command line")
struct LintTests {
    private let program: Program

    init() throws { program = try Program() }

    private static let bad = """
         -> EHLO client.example
        <-  250 mx.example
         -> MAIL FROM:<ann@client.example> SIZE=1
        <-  250 OK
         -> QUIT
        <-  221 Bye

        """

    @Test("findings decide the status, from the level on that is asked for")
    func status() throws {
        #expect(try program.run(["lint", "-"], input: Self.bad).status == 1)
        #expect(try program.run(["lint", "-", "--fail-on", "never"], input: Self.bad).status == 0)
        let hint = Self.bad.replacing(" SIZE=1", with: "").replacing(
            "client.example\n", with: "x\n")
        #expect(try program.run(["lint", "-", "--fail-on", "warning"], input: hint).status == 0)
        #expect(try program.run(["lint", "-", "--fail-on", "hint"], input: hint).status == 1)
    }

    @Test(
        "what cannot be read is told on standard error, with status 2",
        arguments: [
            ["lint"], ["lint", "nosuch.txt"], ["lint", "--from", "nosuch", "-"],
            ["lint", "--fail-on", "x", "-"], ["lint", "--format", "x", "-"],
        ])
    func wrong(_ arguments: [String]) throws {
        let result = try program.run(arguments, input: "x\n")
        #expect(result.status == 2)
        #expect(result.errors.contains("rror: "))
    }

    @Test("what is no transcript is told, and never shown raw")
    func garbage() throws {
        let result = try program.run(["lint", "-"], input: "\u{1B}[2J\0\0\nx\n")
        #expect(result.status == 2)
        #expect(result.errors.contains("standard input is no script, and no transcript"))
        #expect(!(result.errors + result.output).contains("\u{1B}"))
    }

    @Test(
        "a source in which no one speaks is no transcript, in a file and in JSON lines",
        arguments: [
            "",
            "|Time     | 127.0.0.1                             |\n|         |                   \n"
                + "|0.000000 |         SYN       |Seq = 0\n"
                + "|         |(40000)  ------------------>  (2525)  |\n",
        ])
    func silent(_ text: String) throws {
        let result = try program.run(["lint", "-"], input: text)
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains("standard input is no script, and no transcript"))
        let object = try JSONEncoder().encode(["id": "a", "text": text])
        let lines = try program.run(
            ["lint", "--jsonl"], input: String(decoding: object, as: UTF8.self) + "\n")
        #expect(
            lines.output
                == "{\"id\":\"a\",\"error\":\"it is no script, and no transcript that is known\"}\n"
        )
    }

    @Test("stdio --lint tells at the end what the client did wrong, and nothing on the wire")
    func stdio() throws {
        let input = "EHLO client.example\r\n"
        let result = try program.run(["stdio", "--trace", "off", "--lint"], input: input)
        let replies = result.output.split(separator: "\r\n")
        #expect(replies.first?.hasPrefix("220 ") == true)
        #expect(replies.dropFirst().allSatisfy { $0.hasPrefix("250") })
        #expect(
            result.errors.hasPrefix(
                "# step 2: warning: the client hung up without QUIT [connection.no-quit]\n"))
        #expect(result.errors.hasSuffix("# lint: 1 warning in 1 conversation\n"))
        let json = try program.run(["stdio", "--trace", "off", "--lint", "--json"], input: input)
        #expect(json.errors.hasPrefix("{\"step\":2,\"conversation\":null,\"level\":\"warning\","))
    }

    @Test("at the prompt, :lint lists what the client did wrong so far")
    func prompt() throws {
        let result = try program.run([], input: "NOOP\n:lint\nMAIL FROM:<a@b.example>\n:lint\n")
        #expect(result.output.contains("# nothing to mend"))
        #expect(result.output.contains("# step 2: error: a command came before EHLO"))
    }
}
