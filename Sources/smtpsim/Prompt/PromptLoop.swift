import LineEditor
import SMTPSimulator
import SystemCalls
import TerminalText
import Workbench

/// The prompt on a terminal: reads lines, does them, and shows the result.
struct PromptLoop {
    private var bench: Workbench
    private let isColored: Bool
    private let isQuiet: Bool
    private let historyPath = PersonalFiles.history

    init(_ bench: Workbench, isColored: Bool, isQuiet: Bool) {
        self.bench = bench
        self.isColored = isColored
        self.isQuiet = isQuiet
    }

    /// Runs until the person leaves.
    mutating func run(after report: ScriptReport?) throws {
        if !isQuiet { show(bench.banner(version: Smtpsim.version)) }
        if let report { show(bench.take(report)) }
        show(bench.connectIfNew())
        if let source = TerminalLineSource(program: "smtpsim") {
            try runEdited(source)
        } else {
            try runUnedited()
        }
    }

    private mutating func runEdited(_ source: TerminalLineSource) throws {
        withHistory(source.loadHistory)
        defer { withHistory(source.saveHistory) }
        while !bench.isFinished {
            let bench = bench
            source.completer = { line, cursor in
                Completion(bench.suggestions(for: line, cursor: cursor))
            }
            let event = source.nextLine(prompt: prompt)
            try perform(event) { source.add($0) }
        }
    }

    /// Reads or writes the history; what goes wrong ends nothing.
    private func withHistory(_ body: (_ path: String) throws(HistoryError) -> Void) {
        guard let historyPath else { return }
        do {
            try body(historyPath)
        } catch {
            Console.note("smtpsim: warning: \(error)")
        }
    }

    /// Where standard output is no terminal: takes lines as they come, and echoes them.
    private mutating func runUnedited() throws {
        var source = PlainLineSource(.standardInput)
        while !bench.isFinished {
            let event = source.nextLine()
            if case .line(let line, _) = event { echo(line) }
            try perform(event) { _ in }
        }
    }

    /// Does what was typed or pasted, and remembers lines without secrets.
    private mutating func perform(
        _ event: LineEvent, remember: ([UInt8]) -> Void
    ) throws {
        // The terminal may have been resized while the line was typed.
        bench.width = Console.columns
        switch event {
        case .line(let line, _): enter(line, remember)
        case .lines(let lines):
            for line in lines where !bench.isFinished {
                echo(line)
                enter(line, remember)
            }
        case .interrupted: break
        case .endOfInput: show(bench.endOfInput())
        case .tooLong(let limit):
            show(bench.complaint("a line of more than \(limit) octets was dropped"))
        case .failed(let error): throw Failure("cannot read standard input: \(error)")
        }
    }

    private mutating func enter(_ line: [UInt8], _ remember: ([UInt8]) -> Void) {
        // Asked first, since what a line means depends on the state before it.
        if bench.mayRemember(line) { remember(line) }
        // First the change, then the looks: the line may choose a theme.
        let lines = bench.enter(line)
        show(lines)
    }

    /// Shows a line that the terminal has not echoed.
    private func echo(_ line: [UInt8]) { show([bench.echo(of: line)]) }

    /// The looks that the person chose, where there are colours at all.
    private var theme: Theme { isColored ? bench.display.theme.theme : .plain }

    private func show(_ lines: [Line]) { Console.write(lines, theme) }

    private var prompt: LineEditor.Prompt {
        LineEditor.Prompt(
            bench.prompt.runs.map { run in
                LineEditor.Prompt.Part(run.text, style: theme.parameters(of: run.label))
            })
    }
}

extension Completion {
    /// The suggestions of the workbench.
    init(_ suggestions: Suggestions) {
        self.init(
            replaceFrom: suggestions.replaceFrom,
            candidates: suggestions.candidates.map {
                Candidate(
                    Array($0.text.utf8), description: $0.meaning.isEmpty ? nil : $0.meaning,
                    suffix: $0.isWhole ? [0x20] : [])
            })
    }
}

extension Theme {
    /// The parameters of Select Graphic Rendition with which a label is written; empty for none.
    func parameters(of label: Label) -> String {
        let text = render(Line("x", label))
        guard text.hasPrefix("\u{1B}["), let end = text.firstIndex(of: "m") else { return "" }
        return String(text[..<end].dropFirst(2))
    }
}
