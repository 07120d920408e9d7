import ArgumentParser
import OctetText
import SMTPImport
import SMTPScript
import SMTPSimulator
import SystemCalls
import TerminalText
import Workbench

/// `smtpsim import FILE…`: makes scripts of other programs' transcripts.
struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make scripts of transcripts that other programs wrote.",
        discussion: """
            The format is recognised, or named with --from; docs/formats.md lists them. Exits with 2 if a \
            source cannot be read as a transcript.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(
        help:
            "Transcripts, folders of them, patterns such as 'logs/*.txt', or - for standard input.",
        completion: .file())
    var paths: [String] = []

    @Option(
        help: ArgumentHelp(
            "The format that they are in, instead of recognising it.", valueName: "format"))
    var from: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Where the script is written; a folder (a path that ends with /) gets one for each conversation.",
            valueName: "path"))
    var output: String?

    @Flag(help: "Say which profile is most like the recorded server, and where it differs.")
    var guess = false

    @Flag(
        help:
            "Read JSON lines from standard input, {\"id\":…,\"text\":…}, and write one result for each."
    )
    var jsonl = false

    @Flag(help: "Keep credentials instead of replacing them.")
    var secrets = false

    func validate() throws {
        guard jsonl || !paths.isEmpty else {
            throw ValidationError(SourceSearch.missing)
        }
        if jsonl, !paths.isEmpty || output != nil || guess {
            throw ValidationError("--jsonl takes no paths, no --output and no --guess")
        }
        if guess, output != nil {
            throw ValidationError("--guess shows what it finds, and takes no --output")
        }
        try FormatArgument.check(from)
    }

    func run() throws {
        let settings = try global.server.simulatorSettings(playsUsualInit: false)
        guard !jsonl else { return try readLines(settings) }
        var search = SourceSearch(takesAll: true)
        for path in paths { try search.add(path) }
        var hasFailed = false
        for fault in search.faults { fail(fault.description, &hasFailed) }
        var output = self.output.map { ImportOutput($0, of: paths, search.paths) }
        var progress = Progress(search.paths.count)
        for path in search.paths {
            progress.advance()
            do {
                try take(path, settings, &output)
            } catch let failure as Failure {
                progress.clear()
                Console.fail(failure)
                hasFailed = true
            }
        }
        progress.clear()
        guard !search.paths.isEmpty else { throw Failure("no transcript found") }
        if hasFailed { throw ExitStatus.usage }
    }

    private func fail(_ text: String, _ hasFailed: inout Bool) {
        Console.fail(Failure(text))
        hasFailed = true
    }

    private func take(
        _ path: String, _ settings: SimulatorSettings, _ output: inout ImportOutput?
    ) throws {
        var portions = try TranscriptPortions(path)
        guard portions.isLong, !guess else {
            let source = TranscriptSource(name: portions.name, octets: portions.takeBegun())
            guard var transcript = source.importedTranscript(from: from) else {
                throw source.failure(as: from)
            }
            configure(&transcript)
            return try take(transcript, from: path, settings, &output)
        }
        let form: LongImportOutput.Form =
            try global.json ? .json : output?.place(ofLong: path) ?? .script(path: nil)
        var target = LongImportOutput(form)
        let summary = try LongImport(format: from, settings: settings, configure: configure)
            .write(&portions, to: &target)
        if !global.json { note(portions.name, summary) }
    }

    private func configure(_ transcript: inout TranscriptImport) {
        transcript.showsSecrets = secrets
        transcript.setsServer = global.profile == nil
    }

    private func take(
        _ transcript: TranscriptImport, from path: String, _ settings: SimulatorSettings,
        _ output: inout ImportOutput?
    ) throws {
        guard !guess else { return show(ProfileGuess(transcript), of: transcript) }
        if global.json {
            let value = ImportJSON.value(of: transcript, transcript.tunedScripts(settings))
            return Console.write(value.text + "\n")
        }
        if output == nil {
            Console.write(octets: transcript.tunedJoinedScript(settings).octets[...])
        }
        try output?.write(transcript, from: path, settings)
        note(transcript.name, transcript.summary)
    }

    private func note(_ name: String, _ summary: String) {
        guard !global.quiet else { return }
        Console.note("# \(EscapedText.shown(name)): \(summary)")
    }

    private func show(_ guess: ProfileGuess, of transcript: TranscriptImport) {
        guard !global.json else {
            return Console.write(
                JSON(members: [
                    ("source", .string(transcript.name)), ("readAs", .string(transcript.summary)),
                    ("guess", guess.json),
                ]).text + "\n")
        }
        let head = Line(EscapedText.shown("# \(transcript.name): \(transcript.summary)"), .tool)
        Console.write([head] + guess.lines, global.looks)
    }

    private func readLines(_ settings: SimulatorSettings) throws {
        let hasErrors = try JSONLines(jobs: ThisProcess.processors).run { item in
            guard
                let transcript = TranscriptSource(
                    name: item.name, octets: Array(item.text.utf8)
                ).importedTranscript(from: from)
            else {
                return [("error", "it is no transcript that is known")]
            }
            var known = transcript
            configure(&known)
            guard
                case .object(let members) = ImportJSON.value(
                    of: known, known.tunedScripts(settings))
            else {
                return []
            }
            return members.dropFirst().map { ($0.name, $0.value) }
        }
        if hasErrors { throw ExitStatus.usage }
    }
}
