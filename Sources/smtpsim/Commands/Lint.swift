import ArgumentParser
import OctetText
import SMTPImport
import SMTPLint
import SMTPScript
import SMTPSimulator
import Synchronization
import SystemCalls
import Workbench

/// `smtpsim lint FILE…`: what clients did wrong in transcripts, logs and scripts.
struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List what a client did wrong in a transcript, and how to mend it.",
        discussion: """
            Reads scripts, and what other programs wrote of a session. Exits with 1 if there is a finding of \
            the level of --fail-on, or a worse one, and with 2 if a file cannot be read.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(
        help:
            "Transcripts, folders of them, patterns such as 'logs/*.txt', or - for standard input.",
        completion: .file())
    var paths: [String] = []

    @Option(
        help: ArgumentHelp(
            "What wrote the transcripts; by default, they show it.", valueName: "format"))
    var from: String?

    @Option(help: "The report's format: human, json or sarif.")
    var format: LintFormat = .human

    @Option(help: "The level from which on the exit status is 1: error, warning, hint or never.")
    var failOn: FailureLevel = .error

    @Flag(
        help:
            "Read JSON lines from standard input, {\"id\":…,\"text\":…}, and write one result for each."
    )
    var jsonl = false

    func validate() throws {
        guard jsonl != !paths.isEmpty else {
            throw ValidationError(jsonl ? "--jsonl takes no paths" : SourceSearch.missing)
        }
        try FormatArgument.check(from)
    }

    func run() throws {
        let settings = try global.server.simulatorSettings(playsUsualInit: false)
        guard !jsonl else { return try readLines(settings) }
        var search = SourceSearch(takesAll: true)
        for path in paths { try search.add(path) }
        for fault in search.faults { Console.fail(Failure(fault.description)) }
        guard !search.paths.isEmpty else {
            guard search.faults.isEmpty else { throw ExitStatus.usage }
            throw Failure("no transcript found")
        }
        var report = LintOutput(global.json ? .json : format, global)
        var batch = LintBatch(from: from, settings: settings)
        var progress = Progress(search.paths.count)
        report.begin()
        for path in search.paths {
            progress.advance()
            batch.lint(path, &report, &progress)
        }
        progress.clear()
        report.end()
        try end(report.count, hasFaults: batch.hasFaults || !search.faults.isEmpty)
    }

    private func end(_ count: LintCount, hasFaults: Bool) throws {
        if hasFaults { throw ExitStatus.usage }
        guard let level = failOn.level, count.has(atLeast: level) else { return }
        throw ExitStatus.failedExpectation
    }

    /// A result for each line of standard input; what is no transcript has an error in the place of findings.
    private func readLines(_ settings: SimulatorSettings) throws {
        let total = Mutex(LintCount())
        let from = from
        let hasErrors = try JSONLines(jobs: ThisProcess.processors).run { item in
            var batch = LintBatch(from: from, settings: settings)
            guard let found = batch.findings(in: Array(item.text.utf8), item.name) else {
                return [("error", "it is no script, and no transcript that is known")]
            }
            var count = LintCount()
            for findings in found { count.add(findings) }
            total.withLock { $0.add(count) }
            let values = found.enumerated().flatMap { index, findings in
                findings.map { LintReport.json($0, in: item.name, conversation: index + 1) }
            }
            return [("findings", .array(values))] + count.members
        }
        try end(total.withLock(\.self), hasFaults: hasErrors)
    }
}

/// From which level on findings are a failure.
enum FailureLevel: String, CaseIterable, ExpressibleByArgument {
    case error, warning, hint, never

    /// The level; nil for none.
    var level: LintLevel? { LintLevel(rawValue: rawValue) }
}
