import ArgumentParser
import SMTPScript
import SMTPSimulator
import Synchronization
import SystemCalls
import TerminalText
import Workbench

/// `smtpsim run FILE|DIR…`: runs scripts against their expectations.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run scripts and check their expectations.",
        discussion:
            "Exits with 0 if all expectations are met, 1 if one is not, 2 if a script is invalid.")

    @OptionGroup var global: GlobalOptions

    @Argument(
        help: """
            Scripts, transcripts of other programs, folders whose .smtp files are run (all files if there are \
            none), patterns such as 'logs/*.txt', or - for standard input.
            """,
        completion: .file(extensions: ["smtp"]))
    var paths: [String] = []

    @Flag(help: "Rewrite S and #~ lines to match what the server does, and show the difference.")
    var update = false

    @Option(
        help: "How to compare replies: exact, code or class; by default exact, code with --adopt.")
    var compare: CompareMode?

    @Option(help: "The report's format: human, tap, junit or json.")
    var format: RunFormat = .human

    @Flag(
        inversion: .prefixedNo,
        help: ArgumentHelp(
            "Adopt what a recorded server decided; by default, where the script says :adopt.",
            discussion: "So do transcripts of other programs, which are read as they are."))
    var adopt: Bool?

    @Option(
        help: ArgumentHelp(
            "The format of transcripts of other programs, instead of recognising it.",
            valueName: "format"))
    var from: String?

    @Flag(
        help:
            "Read JSON lines from standard input, {\"id\":…,\"text\":…}, and write one result for each."
    )
    var jsonl = false

    @Option(help: ArgumentHelp("Run only scripts whose path matches.", valueName: "pattern"))
    var filter: String?

    @Option(help: "How many scripts to run at once; by default, one per processor.")
    var jobs: Int?

    @Flag(help: "Show credentials in failures instead of masking them.")
    var secrets = false

    @OptionGroup(title: "A real server") var against: AgainstArguments

    func validate() throws {
        guard jsonl || !paths.isEmpty else {
            throw ValidationError(SourceSearch.missing)
        }
        if jsonl, !paths.isEmpty || update {
            throw ValidationError("--jsonl takes no paths and no --update")
        }
        if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number, 1 or more") }
        if update, paths.contains(ScriptSearch.standardInput) {
            throw ValidationError("--update rewrites files: standard input (-) is none")
        }
        try FormatArgument.check(from)
    }

    func run() throws {
        guard !jsonl else { return try readLines() }
        var search = ScriptSearch(filter: filter)
        for path in paths { try search.add(path) }
        for fault in search.faults { Console.fail(Failure(fault.description)) }
        guard !search.paths.isEmpty else {
            guard search.faults.isEmpty else { throw ExitStatus.usage }
            throw search.isFiltered
                ? Failure("no script matches --filter \(filter ?? "")")
                : Failure("no script found", hint: "scripts end with .smtp")
        }
        let batch = try self.batch
        if against.against != nil { return try runAgainst(search.paths, batch.options) }
        let results = batch.run(search.paths, jobs: jobs ?? ThisProcess.processors)
        write(results)
        try end(Set(results.map(\.outcome)), hasFaults: !search.faults.isEmpty)
    }

    private var batch: ScriptBatch {
        get throws {
            var options = ScriptRunOptions()
            options.settings = try global.server.simulatorSettings(playsUsualInit: false)
            options.compare = compare
            options.adopts = adopt
            options.showsSecrets = secrets
            return ScriptBatch(
                options: options, updates: update, format: from,
                setsServer: global.profile == nil)
        }
    }

    private func readLines() throws {
        let batch = try self.batch
        let outcomes = Mutex<Set<RunResult.Outcome>>([])
        let hasErrors = try JSONLines(jobs: jobs ?? ThisProcess.processors).run { item in
            let octets = Array(item.text.utf8)
            let transcript = TranscriptImport(octets, name: item.name, from: batch.format)
            let results =
                transcript.map { batch.results($0) }
                ?? [RunResult(ScriptReport(of: octets, "", batch.options, name: item.name))]
            outcomes.withLock { $0.formUnion(results.map(\.outcome)) }
            guard case .object(let members) = RunReport.json(results) else { return [] }
            return members.map { ($0.name, $0.value) }
        }
        try end(outcomes.withLock(\.self), hasFaults: hasErrors)
    }

    /// Plays the scripts to a real server.
    private func runAgainst(_ paths: [String], _ options: ScriptRunOptions) throws {
        #if Live
            if update { throw Failure("--update rewrites for the model, not with --against") }
            let results = try AgainstBatch(against, options).results(paths)
            let mode = compare ?? .code
            if global.json || format == .json {
                Console.write(JSON.array(results.map(\.json)).text + "\n")
            } else {
                for result in results {
                    Console.write(
                        result.lines(width: Console.columns, mode: mode, isQuiet: global.quiet),
                        global.looks)
                }
            }
            guard results.allSatisfy({ $0.isMet(mode) }) else { throw ExitStatus.failedExpectation }
        #else
            throw Failure("this smtpsim was built without the network: --against is not in it")
        #endif
    }

    private func write(_ results: [RunResult]) {
        let isJSON = global.json || format == .json
        switch isJSON ? .json : format {
        case .human:
            Console.write(
                RunReport.human(results, isQuiet: global.quiet, isVerbose: global.verbose),
                global.looks)
            for result in results where result.outcome == .invalid {
                if result.isUnreadable {
                    Console.fail(Failure(result.reason))
                } else {
                    Console.note(result.reason)
                }
            }
        case .tap: Console.write(RunReport.tap(results))
        case .junit: Console.write(RunReport.junit(results))
        case .json: Console.write(RunReport.json(results).text + "\n")
        }
    }

    private func end(_ outcomes: Set<RunResult.Outcome>, hasFaults: Bool) throws {
        if hasFaults || outcomes.contains(.invalid) { throw ExitStatus.usage }
        if outcomes.contains(.failed) { throw ExitStatus.failedExpectation }
    }
}

/// What `run` writes.
enum RunFormat: String, CaseIterable, ExpressibleByArgument {
    case human, tap, junit, json
}

extension CompareMode: ExpressibleByArgument {}
