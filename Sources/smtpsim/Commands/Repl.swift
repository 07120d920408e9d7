import ArgumentParser
import SMTPSimulator
import Workbench

/// `smtpsim [repl] [SCRIPT]`: the prompt; from a pipe, a script or plain SMTP lines.
struct Repl: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Talk to the server at the prompt; with a script, play it first.",
        discussion: """
            If standard input is no terminal, there is no prompt: the input is a script if its first line \
            is one of a script, or else plain SMTP lines; its end is the client closing the connection.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "A script to play first.", completion: .file(extensions: ["smtp"]))
    var script: String?

    @Option(help: ArgumentHelp("Play the script only up to this line.", valueName: "line"))
    var until: Int?

    @Option(
        help: "How plain lines from a pipe end: crlf makes every line end CR LF, raw keeps them.")
    var eol: LineEnds = .crlf

    @Flag(help: "Show and save credentials instead of masking them.")
    var secrets = false

    func validate() throws {
        guard until == nil || script != nil else {
            throw ValidationError("--until is for a script: name one")
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
