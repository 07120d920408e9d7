/// A command in a console block, with the output that stands below it.
///
///     $ smtpsim explain 550
///     550 …
struct ConsoleCommand: Sendable {
    let command: String
    /// The command's line in the text, from 1.
    let line: Int
    let output: [String]

    static func all(in block: FencedBlock) -> [ConsoleCommand] {
        var commands: [ConsoleCommand] = []
        var command: (text: String, line: Int)?
        var output: [String] = []
        for (index, line) in block.lines.enumerated() {
            if line.hasPrefix("$ ") {
                if let (text, line) = command {
                    commands.append(ConsoleCommand(command: text, line: line, output: output))
                }
                command = (String(line.dropFirst(2)), block.line + index)
                output = []
            } else if let (text, line) = command, text.hasSuffix("\\"), output.isEmpty {
                command = (text + "\n" + block.lines[index], line)
            } else {
                output.append(line)
            }
        }
        if let (text, line) = command {
            commands.append(ConsoleCommand(command: text, line: line, output: output))
        }
        return commands
    }

    /// What a person types at the prompt; nil if the command has none.
    ///
    /// Where a script is played first, its lines are left out by a line that is `…`.
    var typed: [String]? {
        let words = command.split(separator: " ")
        guard words.first == "smtpsim", !command.contains(where: { "|<>;".contains($0) }) else {
            return nil
        }
        let isPrompt =
            words.count == 1 || words[1] == "repl" || words[1].hasPrefix("-")
            || words[1].hasSuffix(".smtp")
        let playsScript = words.contains { $0.hasSuffix(".smtp") }
        let beginning = playsScript ? output.firstIndex(of: ExpectedText.elision) ?? 0 : 0
        let lines = output[beginning...].filter { $0.hasPrefix("C: ") || $0.hasPrefix("A: ") }
        return isPrompt && !lines.isEmpty ? lines.map { String($0.dropFirst(3)) } : nil
    }
}
