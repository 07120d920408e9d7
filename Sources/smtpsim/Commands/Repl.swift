import ArgumentParser
import SMTPSimulator
import Workbench

/// `smtpsim [repl] [SCRIPT]`: the prompt, or a script or plain SMTP lines from a pipe.
struct Repl: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Talk to the server at the prompt, after playing a script if one is given.",
        discussion: """
            If standard input is not a terminal, there is no prompt. The input is a script if its \
            first line is a script line, otherwise plain SMTP lines; at its end the client closes \
            the connection.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "A script to play first.", completion: .file(extensions: ["smtp"]))
    var script: String?

    @Option(help: ArgumentHelp("Play the script only up to this line.", valueName: "line"))
    var until: Int?

    @Option(
        help: "Line ends of plain input from a pipe: crlf makes each CR LF, raw keeps them.")
    var eol: LineEnds = .crlf

    @Flag(help: "Show and save credentials instead of masking them.")
    var secrets = false

    func validate() throws {
        guard until == nil || script != nil else {
            throw ValidationError("--until needs a script")
        }
    }

    func run() throws {
        let settings = try global.simulatorSettings(playsUsualInit: true)
        var bench = Workbench(
            Simulator(settings), files: DiskFiles(), width: Console.columns)
        bench.showsTrace = !global.quiet
        bench.showsSecrets = secrets
        let report = try script.map { try play($0, settings) }
        guard Console.isTerminal(0) else {
            Interruption.prepare(removing: nil)
            var input = PipedInput(
                bench, SessionOutput(global, settings, secrets: secrets), lineEnds: eol)
            return try input.run(behind: report)
        }
        var loop = PromptLoop(bench, theme: global.color.theme, isQuiet: global.quiet)
        try loop.run(behind: report)
    }

    private func play(_ path: String, _ settings: SimulatorSettings) throws -> ScriptReport {
        var options = ScriptRunOptions()
        options.settings = settings
        options.until = until
        options.showsSecrets = secrets
        let report = try ScriptFile(path).run(options)
        guard case .invalid = report.outcome else { return report }
        for line in report.lines { Console.note(line) }
        throw ExitStatus.usage
    }
}

/// How the lines of plain input end on the wire.
enum LineEnds: String, CaseIterable, ExpressibleByArgument {
    case crlf, raw
}
