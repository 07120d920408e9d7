import LineEditor
import SMTPSimulator
import SystemCalls
import TerminalText
import Workbench

/// The prompt on a terminal: reads lines, does them, and shows the result.
struct PromptLoop {
    private var bench: Workbench
    private let theme: Theme
    private let isQuiet: Bool
    private let historyPath = PersonalFiles.history

    init(_ bench: Workbench, theme: Theme, isQuiet: Bool) {
        self.bench = bench
        self.bench.confirms = !isQuiet
        self.theme = theme
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
            source.completer = { [bench] line, cursor in
                Completion(bench.suggestions(for: line, cursor: cursor))
            }
            let event = source.nextLine(prompt: prompt)
            // It holds a copy of the workbench, from which the next step would have to part.
            source.completer = nil
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
        show(bench.enter(line))
    }

    /// Shows a line that the terminal has not echoed.
    private func echo(_ line: [UInt8]) { show([bench.echo(of: line)]) }

    private func show(_ lines: [Line]) { Console.write(lines, theme) }

    private var prompt: LineEditor.Prompt {
        let label: Label = bench.prompt == .client ? .clientMark : .answerMark
        return LineEditor.Prompt(bench.prompt.rawValue, style: theme.parameters(of: label))
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
