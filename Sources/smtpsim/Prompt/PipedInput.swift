import ArgumentParser
import SMTPImport
import SMTPScript
import SMTPSession
import SMTPSimulator
import Workbench

/// Input from a pipe: a script, or plain SMTP lines, at whose end the client closes.
struct PipedInput {
    private var bench: Workbench
    private var output: SessionOutput
    private let lineEnds: PlainLineEnds
    private let settings: SimulatorSettings
    private var reader = PieceReader()

    init(_ bench: Workbench, _ output: SessionOutput, lineEnds: PlainLineEnds) {
        self.bench = bench
        settings = bench.simulator.settings
        self.output = output
        self.lineEnds = lineEnds
    }

    /// Reads all of standard input.
    mutating func run(after report: ScriptReport?) throws {
        if let report {
            try finish(report)
            _ = bench.take(report)
        }
        try reader.fillFirstLine()
        guard report != nil || !Script.isLikely(reader.unread) && !isTranscript else {
            return try playScript()
        }
        var lines = PipedLines(bench, output, reader, lineEnds: lineEnds)
        try lines.play()
    }

    /// Whether what was read ahead is of another program's transcript: its lines could be sent, but are no SMTP.
    private var isTranscript: Bool {
        guard lineEnds == .crlf else { return false }
        if TranscriptImport.isLikely(Array(reader.unreadLines)) { return true }
        var reader = TranscriptReader()
        reader.feed(self.reader.unread)
        reader.finish()
        // What lines say was asked already; a capture has none.
        guard case .format(let format, _) = reader.recognition else { return false }
        return ["pcap", "pcapng"].contains(format.word)
    }

    private mutating func playScript() throws {
        var options = ScriptRunOptions()
        options.settings = settings
        options.showsSecrets = bench.showsSecrets
        try finish(try ScriptReport(ofStandardInput: options, from: reader))
    }

    /// Writes what happened in a script and what it showed, and what went wrong.
    private mutating func finish(_ report: ScriptReport) throws {
        var pages = report.pages[...]
        for (count, step) in report.simulator.steps.enumerated() {
            while let page = pages.first, page.stepsBefore <= count {
                output.write(pages.removeFirst().page, step: step.number)
            }
            output.write(step)
        }
        let last = report.simulator.steps.last?.number ?? 0
        for page in pages { output.write(page.page, step: last) }
        switch report.outcome {
        case .passed: return
        case .skipped: report.note()
        case .failed: try report.end(with: .failedExpectation)
        case .invalid: try report.end(with: .usage)
        }
    }
}

extension ScriptReport {
    /// What looking commands showed, and how many steps were done before.
    fileprivate var pages: [(page: ScriptPage, stepsBefore: Int)] {
        remarks.compactMap { remark in
            if case .page(let page) = remark.content { (page, remark.stepsBefore) } else { nil }
        }
    }
}

/// How the lines of plain input end on the wire: `--eol`.
enum PlainLineEnds: String, CaseIterable, ExpressibleByArgument {
    /// Every line ends with CR LF.
    case crlf
    /// Each line ends as it came.
    case raw
}

extension PieceReader {
    /// The whole lines that were read ahead.
    fileprivate var unreadLines: some Sequence<[UInt8]> {
        unread.split(separator: 0x0A, omittingEmptySubsequences: false).lazy.dropLast().map {
            Array($0.last == 0x0D ? $0.dropLast() : $0)
        }
    }
}
