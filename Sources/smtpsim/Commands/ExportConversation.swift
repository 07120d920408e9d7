import ArgumentParser
import SMTPExport
import SMTPSimulator
import Workbench

/// `smtpsim export FILE --to FORMAT`: a script as a program, a command or a page for others.
struct ExportConversation: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a script's conversation as a program, a command or a page for others.",
        discussion: """
            The script is played first, as by run, so that what its commands send is in it. docs/export.md \
            says what each format can hold; what is lost is told on standard error, and in comments.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(
        help: "The script, or - for standard input.", completion: .file(extensions: ["smtp"]))
    var file: String

    @Option(
        name: .customLong("to"),
        help: ArgumentHelp(
            "The format: \(ExportFormat.all.map(\.word).joined(separator: ", ")).",
            valueName: "format"))
    var format: ExportFormat

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("Write to this file, not to standard output.", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("The host that a program connects to.", valueName: "name"))
    var host = ExportOptions().host

    @Option(help: ArgumentHelp("The port that a program connects to.", valueName: "number"))
    var port = ExportOptions().port

    @Flag(help: "Write credentials as they are, instead of harmless ones or none.")
    var secrets = false

    func validate() throws {
        guard (1...65535).contains(port) else {
            throw ValidationError("--port takes a number from 1 to 65535")
        }
    }

    func run() throws {
        let export = try export(try played())
        for warning in export.warnings { Console.note("warning: \(warning)") }
        guard let output else { return Console.write(export.text) }
        do {
            try DiskFiles().write(Array(export.text.utf8), to: output)
        } catch {
            throw Failure(error.description)
        }
    }

    private func played() throws -> ScriptReport {
        var options = ScriptRunOptions()
        options.settings = try global.server.simulatorSettings(playsUsualInit: false)
        options.showsSecrets = secrets
        let isInput = file == ScriptSearch.standardInput
        let report =
            isInput
            ? try ScriptReport(ofStandardInput: options)
            : try ScriptReport(playing: file, options)
        if case .invalid = report.outcome { try report.end(with: .usage) }
        if report.failureCount > 0 {
            let word = report.failureCount == 1 ? "expectation" : "expectations"
            Console.note(
                "warning: \(report.failureCount) \(word) failed; the replies are what the server said"
            )
        }
        return report
    }

    private func export(_ report: ScriptReport) throws -> Export {
        var options = ExportOptions()
        options.host = host
        options.port = port
        options.showsSecrets = secrets
        let conversation = PlayedConversation(report.simulator, source: report.name)
        guard !conversation.turns.isEmpty else {
            throw Failure("nothing happens in \(report.name)")
        }
        do {
            return try format.write(conversation, options: options)
        } catch {
            throw Failure(
                "\(format.word) cannot repeat this conversation: \(error)",
                hint: "--to python repeats any")
        }
    }
}

extension ExportFormat: ExpressibleByArgument {
    /// The format of a word.
    public init?(argument: String) {
        guard let format = ExportFormat.named(argument) else { return nil }
        self = format
    }

    /// The words.
    public static var allValueStrings: [String] { all.map(\.word) }

    /// The word.
    public var defaultValueDescription: String { word }
}
