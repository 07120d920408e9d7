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
        let lines = ConsoleCommand.typed(in: output[beginning...])
        return isPrompt && !lines.isEmpty ? lines : nil
    }

    /// The lines at a prompt, without those that a command of the prompt sent and showed.
    private static func typed(in output: ArraySlice<String>) -> [String] {
        var typed: [String] = []
        var isSending = false
        for line in output {
            guard let text = afterPrompt(line) else {
                isSending = isSending && line.hasPrefix("C+ ")
                continue
            }
            // What was sent and begins with a colon is shown otherwise.
            let isShown = (isSending && !text.hasPrefix(":")) || text.contains("****")
            guard !isShown else { continue }
            typed.append(text)
            isSending = [":send ", ":hex ", ":file ", ":auth "].contains { text.hasPrefix($0) }
        }
        return typed
    }

    /// What stands after a prompt: `[text] C: `, or `A: ` with the question and the proposal.
    private static func afterPrompt(_ line: String) -> String? {
        let place = line.prefixMatch(of: #/\[[^\]]*\] /#)
        let marked = line[(place?.range.upperBound ?? line.startIndex)...]
        if marked.hasPrefix("C: ") { return String(marked.dropFirst(3)) }
        guard marked.hasPrefix("A: ") else { return nil }
        let proposal = marked.firstRange(of: #/\[[a-z]+\] ?/#)
        return String(proposal.map { marked[$0.upperBound...] } ?? marked.dropFirst(3))
    }
}
