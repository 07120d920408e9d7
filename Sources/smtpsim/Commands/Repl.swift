import ArgumentParser
import SMTPSimulator
import SystemCalls
import Workbench

/// `smtpsim [repl] [SCRIPT]`: the prompt, or a script or plain SMTP lines from a pipe.
struct Repl: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Talk to the server at the prompt, after playing a script if one is given.",
        discussion: """
            If standard input is not a terminal, there is no prompt. The input is a script if its \
            first line is a script line, otherwise plain SMTP lines, with commands among them; at \
            its end the client closes the connection.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "A script to play first.", completion: .file(extensions: ["smtp"]))
    var script: String?

    @Option(help: ArgumentHelp("Play the script only up to this line.", valueName: "line"))
    var until: Int?

    @Option(
        help: "Line ends of plain input from a pipe: crlf makes each CR LF, raw keeps them.")
    var eol: PlainLineEnds = .crlf

    @Flag(help: "Show and save credentials instead of masking them.")
    var secrets = false

    func validate() throws {
        guard until == nil || script != nil else {
            throw ValidationError("--until needs a script")
        }
    }

    func run() throws {
        let (settings, display) = try global.server.beginning(playsUsualInit: true)
        var bench = Workbench(
            Simulator(settings),
            files: HomeFiles(DiskFiles(), home: ThisProcess.environment("HOME")),
            width: Console.columns)
        bench.savesSecrets = secrets
        display.forEach { bench.set($0) }
        if let theme = global.chosenTheme { bench.display.theme = theme }
        if global.quiet { bench.display.trace = .off }
        if secrets { bench.display.secrets = .on }
        let report = try script.map { path in
            var options = ScriptRunOptions()
            options.settings = settings
            options.until = until
            options.showsSecrets = secrets
            return try ScriptReport(playing: path, options)
        }
        guard Descriptor.standardInput.isTerminal else {
            ThisProcess.endOnSignals(removing: nil)
            var input = PipedInput(
                bench, SessionOutput(global, settings, secrets: secrets), lineEnds: eol)
            return try input.run(after: report)
        }
        bench.editor = ExternalEditor()
        bench.pager = ExternalPager()
        var loop = PromptLoop(bench, isColored: global.color.isColored, isQuiet: global.quiet)
        try loop.run(after: report)
    }
}
