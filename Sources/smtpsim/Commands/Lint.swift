import ArgumentParser
import OctetText
import SMTPImport
import SMTPLint
import SMTPScript
import SMTPSimulator
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
        help: "Transcripts, folders of them, or - for standard input.", completion: .file())
    var paths: [String]

    @Option(
        help: ArgumentHelp(
            "What wrote the transcripts; by default, they show it.", valueName: "format"))
    var from: String?

    @Option(help: "The report's format: human, json or sarif.")
    var format: LintFormat = .human

    @Option(help: "The level from which on the exit status is 1: error, warning, hint or never.")
    var failOn: FailureLevel = .error

    func validate() throws {
        let words = TranscriptReader.formats.map(\.word)
        if let from, !words.contains(from) {
            let meant = nearestName(to: from, among: words).map { ", did you mean \($0)?" }
            throw ValidationError(
                "there is no format \(from)\(meant ?? ": one of " + words.joined(separator: ", "))")
        }
    }

    func run() throws {
        var search = TranscriptSearch()
        for path in paths { try search.add(path) }
        for fault in search.faults { Console.fail(Failure(fault.description)) }
        guard !search.paths.isEmpty else {
            guard search.faults.isEmpty else { throw ExitStatus.usage }
            throw Failure("no transcript found")
        }
        var report = LintOutput(global.json ? .json : format, global)
        var batch = LintBatch(
            from: from, settings: try global.server.simulatorSettings(playsUsualInit: false))
        report.begin()
        for path in search.paths { batch.lint(path, &report) }
        report.end()
        try end(report, hasFaults: batch.hasFaults || !search.faults.isEmpty)
    }

    private func end(_ report: LintOutput, hasFaults: Bool) throws {
        if hasFaults { throw ExitStatus.usage }
        guard let level = failOn.level, report.count.has(atLeast: level) else { return }
        throw ExitStatus.failedExpectation
    }
}

/// What `lint` writes.
enum LintFormat: String, CaseIterable, ExpressibleByArgument {
    case human, json, sarif
}

/// From which level on findings are a failure.
enum FailureLevel: String, CaseIterable, ExpressibleByArgument {
    case error, warning, hint, never

    /// The level; nil for none.
    var level: LintLevel? { LintLevel(rawValue: rawValue) }
}
