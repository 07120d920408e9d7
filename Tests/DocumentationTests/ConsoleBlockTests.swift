import Testing

@Suite("What the texts show of sessions and commands")
struct ConsoleBlockTests {
    @Test(
        "Every command in a text writes what is shown below it",
        arguments: Document.all(with: .console))
    func commandsWriteWhatTheTextSays(_ document: Document) throws {
        let workspace = try Workspace()
        for block in try document.blocks() {
            try workspace.write(block)
            guard block.language == FencedBlock.Language.console.rawValue else { continue }
            let commands = ConsoleCommand.all(in: block)
            #expect(!commands.isEmpty, "\(document.path):\(block.line): no command")
            for command in commands {
                let actual = try output(of: command, in: workspace)
                let expected = ExpectedText.lines(command.output.joined(separator: "\n"))
                if let difference = ExpectedText.difference(expected, actual) {
                    Issue.record("\(document.path):\(command.line): \(difference)")
                }
            }
        }
    }

    private func output(of command: ConsoleCommand, in workspace: Workspace) throws -> [String] {
        guard let typed = command.typed else {
            return ExpectedText.lines(try workspace.run(command.command).output)
        }
        return try TypedSession.lines(typing: typed, to: command.command, in: workspace)
    }

    @Test("The front door and the course show sessions")
    func courseHasSessions() throws {
        for document in Document.course {
            let blocks = try document.blocks().filter { $0.language == "console" }
            #expect(blocks.flatMap(ConsoleCommand.all).contains { $0.typed != nil })
        }
    }
}

@Suite("Comparing output with a text")
struct ExpectedTextTests {
    @Test("Equal lines agree, and others do not")
    func plainLines() {
        #expect(ExpectedText.difference(["a", "b"], ["a", "b"]) == nil)
        #expect(ExpectedText.difference(["a", "b"], ["a", "c"]) != nil)
        #expect(ExpectedText.difference(["a"], ["a", "b"]) != nil)
        #expect(ExpectedText.difference(["a", "b"], ["a"]) != nil)
    }

    @Test("An ellipsis stands for lines, or for a part of one")
    func ellipsis() {
        #expect(ExpectedText.difference(["a", "…", "d"], ["a", "b", "c", "d"]) == nil)
        #expect(ExpectedText.difference(["a", "…"], ["a"]) == nil)
        #expect(ExpectedText.difference(["a", "…", "d"], ["a", "b", "c"]) != nil)
        #expect(ExpectedText.difference(["in … s, all"], ["in 1.5 s, all"]) == nil)
        #expect(ExpectedText.difference(["in … s, all"], ["in 1.5 ms, none"]) != nil)
    }

    @Test("Commands are told from output, and what is typed from what is shown")
    func commands() throws {
        let text =
            "```console\n$ smtpsim\nS: 220 hi\nC: NOOP\nS: 250 OK\n$ smtpsim run \\\n  a.smtp\nPASS\n```\n"
        let block = try #require(FencedBlock.all(in: text).first)
        let commands = ConsoleCommand.all(in: block)
        #expect(commands.map(\.command) == ["smtpsim", "smtpsim run \\\n  a.smtp"])
        #expect(commands.map(\.line) == [2, 6])
        #expect(commands.map(\.typed) == [["NOOP"], nil])
        #expect(commands.last?.output == ["PASS"])
    }

    @Test("A prompt with a place or a question is a prompt")
    func placedPrompts() throws {
        let output = [
            "C: DATA", "[text] C: Hello", "[text] C: .", "A: message of 7 octets [accept] ",
            "A: recipient bob@[192.0.2.1] [accept] reject 550",
        ]
        let command = ConsoleCommand(command: "smtpsim", line: 1, output: output)
        #expect(command.typed == ["DATA", "Hello", ".", "", "reject 550"])
    }

    @Test("What a command of the prompt sends is shown, not typed")
    func shownLines() throws {
        let output = [
            "C: :send \"NOOP\\nNOOP\\r\\n\"", "C+ \"NOOP\\n\"", "C: NOOP", "C: :buffer", "# none",
            "C: QUIT", "C: :auth CRAM-MD5 tim secret", "C: AUTH CRAM-MD5", "S: 334 go", "C: ****",
        ]
        let command = ConsoleCommand(command: "smtpsim", line: 1, output: output)
        #expect(
            command.typed == [
                String(output[0].dropFirst(3)), ":buffer", "QUIT", ":auth CRAM-MD5 tim secret",
            ])
    }
}
