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
        let clean = Self.bad.replacing(" SIZE=1", with: "")
        let hint = clean.replacing("client.example\n", with: "x\n")
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

    @Test("stdio --lint tells at the end what the client did wrong, and nothing on the wire")
    func stdio() throws {
        let input = "EHLO client.example\r\n"
        let result = try program.run(["stdio", "--trace", "off", "--lint"], input: input)
        #expect(result.output.hasSuffix("250 AUTH CRAM-MD5\r\n"))
        #expect(
            result.errors.hasPrefix(
                "# step 2: warning: the client hung up without QUIT [connection.no-quit]\n"))
        #expect(result.errors.hasSuffix("# lint: 1 warning in 1 conversation\n"))
        let json = try program.run(["stdio", "--trace", "off", "--lint", "--json"], input: input)
        #expect(json.errors.hasPrefix("{\"step\":2,\"conversation\":null,\"level\":\"warning\","))
    }

    @Test("in a session, :lint lists what the client did wrong so far")
    func prompt() throws {
        let result = try program.run([], input: "C: NOOP\n:lint\nC: DATA\n:lint\n")
        #expect(result.output.contains("# nothing to mend"))
        #expect(result.output.contains("# step 2: error: a command came before EHLO"))
    }
}
