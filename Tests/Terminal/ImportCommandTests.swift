import Foundation
import Testing

@Suite("smtpsim import and run, of transcripts")
struct ImportCommandTests {
    private let program: Program

    init() throws { program = try Program() }

    static let swaks = """
        === Trying 192.0.2.25:25...
        <-  220 mx.example ESMTP
         -> EHLO client.example
        <-  250-mx.example
        <-  250 AUTH PLAIN
         -> AUTH PLAIN AHRpbQBvcGVuc2VzYW1l
        <-  235 2.7.0 Welcome
         -> MAIL FROM:<ann@client.example>
        <-  250 Ok
         -> RCPT TO:<nosuch@mx.example>
        <** 550 5.1.1 No such user
         -> QUIT
        <-  221 Bye

        """

    @Test("a script comes out, and runs green through a pipe")
    func script() throws {
        let result = try program.run(["import", "-"], input: Self.swaks)
        #expect(result.status == 0)
        #expect(result.errors == "# standard input: read as swaks output, 1 conversation\n")
        #expect(
            result.output.contains(":adopt\n") && !result.output.contains("AHRpbQBvcGVuc2VzYW1l"))
        let run = try program.run(["run", "-"], input: result.output)
        #expect(run.status == 0 && run.output.contains("PASS standard input"))
        let shown = try program.run(["import", "--secrets", "-q", "-"], input: Self.swaks)
        #expect(shown.output.contains("AUTH PLAIN AHRpbQBvcGVuc2VzYW1l") && shown.errors.isEmpty)
    }

    @Test("a dialogue of C: and S: is a script, and can be imported as what another server said")
    func dialogue() throws {
        let text = """
            S: 220 mx.example ESMTP
            C: EHLO client.example
            S: 250 mx.example
            C: EXPN staff
            S: 502 5.5.1 Not here
            C: QUIT
            S: 221 Bye

            """
        #expect(try program.run(["run", "-"], input: text).status == 1)
        let result = try program.run(["import", "-"], input: text)
        #expect(result.errors.contains("read as a dialogue of C: and S:"))
        #expect(try program.run(["run", "-"], input: result.output).status == 0)
        let lines = text.replacing("\n", with: "\\n")
        let json = try program.run(["import", "--jsonl"], input: "{\"text\":\"\(lines)\"}\n")
        #expect(json.output.contains(#""format":"dialogue""#))
        // Anything of the script language makes it a script.
        for line in ["S= 250", ":wait 5m", "# a comment", "S: 250 {{.*}}"] {
            let script = try program.run(["import", "-"], input: "\(text)\(line)\n")
            #expect(script.errors.contains("is a script already"), "\(line)")
        }
    }

    @Test("run takes it as it is, says what it was read as, and compares")
    func run() throws {
        let result = try program.run(["run", "-"], input: Self.swaks)
        #expect(result.status == 0)
        #expect(result.output.contains("# standard input: read as swaks output, 1 conversation"))
        #expect(
            result.output.contains("  replay: ") && result.output.contains("PASS standard input"))
        let json = try program.run(["run", "--json", "-"], input: Self.swaks)
        #expect(json.output.contains(#""readAs":"read as swaks output, 1 conversation""#))
        #expect(json.output.contains(#""verdict":"same""#))
        let alone = try program.run(["run", "--no-adopt", "-"], input: Self.swaks)
        #expect(alone.status == 1)
    }

    @Test("JSON lines give one result each, in order, with errors where they are")
    func lines() throws {
        let good =
            #"{"id":"a","text":"220 mx.example\nHELO a.example\n250 mx.example\nQUIT\n221 b\n"}"#
        let input = "\(good)\nnonsense\n\n{\"id\":7,\"text\":\"hello\"}\n{\"id\":8}\n\(good)"
        let result = try program.run(["import", "--jsonl"], input: input)
        let lines = result.output.split(separator: "\n")
        #expect(lines.count == 5)
        #expect(lines[0].hasPrefix(#"{"id":"a","format":"#))
        #expect(lines[1] == #"{"id":null,"error":"line 2 is no JSON object"}"#)
        #expect(lines[2] == #"{"id":7,"error":"it is no transcript that is known"}"#)
        #expect(lines[3] == #"{"id":8,"error":"line 5 has no text"}"#)
        #expect(lines[4].hasPrefix(#"{"id":"a","#))
        let run = try program.run(["run", "--jsonl", "--jobs", "2"], input: input)
        #expect(run.output.split(separator: "\n").first?.contains(#""outcome":"passed""#) == true)
        #expect(result.status == 2 && run.status == 2)
    }

    @Test("the exit status of JSON lines is that of the worst result")
    func lineStatus() throws {
        let cases: [(String, Int32)] = [
            ("S= 220\\n", 0), ("S= 221\\n", 1), (":nosuch\\n", 2),
        ]
        for (text, status) in cases {
            let input = #"{"id":"a","text":"S= 220\n"}"# + "\n{\"id\":\"b\",\"text\":\"\(text)\"}\n"
            let result = try program.run(["run", "--jsonl"], input: input)
            #expect(result.status == status, "\(text) \(result.output)")
        }
    }

    @Test("the nearest profile is named")
    func guess() throws {
        let result = try program.run(["import", "--guess", "-"], input: Self.swaks)
        #expect(result.status == 0 && result.output.contains("# nearest: "))
    }

    @Test(
        "what is no transcript, no format or no file is an error that says what to do",
        arguments: [
            (["import", "-"], "hello\nthere\n", "this is no transcript of a known format"),
            (["import", "-"], "C: NOOP\nS= 250\n", "is a script already"),
            (
                ["import", "--from", "curl", "-"], swaks,
                "there is no conversation in it, read as curl"
            ),
            (
                ["import", "-"],
                "|Time     | 192.0.2.1 |\n|0.000000 |         SYN       |Seq = 0\n",
                "a flow graph has no octets at all"
            ),
            (["run", "--from", "curl", "-"], swaks, "error"),
            (["run", "--from", "swak", "-"], "", "unknown format swak; did you mean swaks?"),
            (["lint", "--from", "swak", "-"], "", "did you mean swaks?"),
            (["import", "--guess", "-o", "x", "-"], swaks, "takes no --output"),
            (["import", "--from", "swak", "-"], "", "did you mean swaks?"),
            (["import", "nosuchfile"], "", "cannot read nosuchfile"),
            (["import", "nosuch*.txt"], "", "nothing matches nosuch*.txt"),
            (["import"], "", "Missing expected argument '<paths> ...'; - is standard input"),
            (["lint"], "", "Missing expected argument '<paths> ...'; - is standard input"),
            (["import", "--jsonl", "x"], "", "--jsonl takes no paths"),
            (["run", "--update", "nosuch*.txt"], "", "nothing matches"),
        ])
    func errors(_ arguments: [String], _ input: String, _ message: String) throws {
        let result = try program.run(arguments, input: input)
        #expect(result.status == 2 && result.errors.contains(message), "\(result.errors)")
    }
}
