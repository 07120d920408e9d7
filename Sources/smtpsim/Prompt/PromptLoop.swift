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
    /// Whether the person knows that the history is not kept.
    private var hasWarned = false

    init(_ bench: Workbench, isColored: Bool, isQuiet: Bool) {
        self.bench = bench
        self.bench.confirms = !isQuiet
        self.isColored = isColored
        self.isQuiet = isQuiet
        self.bench.givesHints = !isQuiet
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
        withHistory { path throws(HistoryError) in try source.loadHistory(path) }
        bench.isInterrupted = { Terminal.isInterrupted }
        while !bench.isFinished {
            source.completer = { [bench] line, cursor in
                Completion(bench.suggestions(for: line, cursor: cursor))
            }
            // Where nothing is dim, it would look as if it were typed.
            source.ghostwriter = theme == .plain ? nil : { [bench] in bench.usualRest(of: $0) }
            let event = source.nextLine(prompt: prompt)
            // They hold a copy of the workbench, from which the next step would have to part.
            source.completer = nil
            source.ghostwriter = nil
            try perform(event, source)
        }
    }

    /// Reads or writes the history; what goes wrong ends nothing, and is said once.
    private mutating func withHistory(_ body: (_ path: String) throws(HistoryError) -> Void) {
        guard let historyPath else { return }
        do {
            try body(historyPath)
        } catch {
            if !hasWarned { Console.note("smtpsim: warning: \(error)") }
            hasWarned = true
        }
    }

    /// Where standard output is no terminal: takes lines as they come, and echoes them.
    private mutating func runUnedited() throws {
        var source = PlainLineSource(.standardInput)
        while !bench.isFinished {
            let event = source.nextLine()
            if case .line(let line, _) = event { echo(line) }
            try perform(event, nil)
        }
    }

    /// Does what was typed or pasted, and remembers lines without secrets.
    private mutating func perform(
        _ event: LineEvent, _ source: TerminalLineSource?
    ) throws {
        // The terminal may have been resized while the line was typed.
        bench.width = Console.columns
        switch event {
        case .line(let line, _): enter(line, source)
        case .lines(let lines):
            if let opened = bench.open(paste: lines) { return show(opened) }
            for line in lines where !bench.isFinished && !Terminal.isInterrupted {
                echo(line)
                enter(line, source)
            }
        case .interrupted: show(bench.interrupted())
        case .endOfInput: show(bench.endOfInput())
        case .tooLong(let limit):
            show(bench.complaint("a line of more than \(limit) octets was dropped"))
        case .failed(let error): throw Failure("cannot read standard input: \(error)")
        }
    }

    private mutating func enter(_ line: [UInt8], _ source: TerminalLineSource?) {
        // Asked first, since what a line means depends on the state before it; and remembered first, since
        // nobody knows whether the program lives to see the end of it.
        if let source, bench.mayRemember(line) {
            withHistory { _ throws(HistoryError) in try source.add(line) }
        }
        // First the change, then the looks: the line may choose a theme.
        let lines = bench.enter(line)
        show(lines)
    }

    /// Shows a line that the terminal has not echoed.
    private func echo(_ line: [UInt8]) { show(bench.echoes(of: line)) }

    /// The looks that the person chose, where there are colours at all.
    private var theme: Theme { isColored ? bench.display.theme.theme : .plain }

    /// Shows lines, as long as the person does not press Ctrl-C.
    private func show(_ lines: [Line]) {
        guard !lines.isEmpty,
            Console.write(lines, theme, until: { Terminal.isInterrupted })
        else { return }
        // The terminal may be anywhere in a line and in a colour; if its own ^C came just after an ESC, it
        // waits for the end of a string, ECMA-48 §8.3.143.
        Console.write((theme == .plain ? "" : "\u{1B}\\\u{1B}[0m") + "\n")
        Console.write(bench.remark("output stopped by Ctrl-C; what was entered is done"), theme)
    }

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
