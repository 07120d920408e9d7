import ArgumentParser

/// `smtpsim stdio`: one conversation with a client on standard input and output.
struct Stdio: ParsableCommand {
    static let name = "stdio"

    static let configuration = CommandConfiguration(
        commandName: name,
        abstract: "Speak SMTP on standard input and output.",
        discussion: """
            Only what goes over the wire is written to standard output, so that a client can be \
            connected: swaks --pipe 'smtpsim stdio'. Time is real. TLS is not offered on a pipe.
            """)

    @OptionGroup var global: GlobalOptions

    @Option(
        help: ArgumentHelp(
            "Where the transcript goes: off or a file; standard error if not given.",
            valueName: "off|file"))
    var trace: String?

    @Option(
        help: ArgumentHelp(
            "A user who can authenticate; may be repeated.", valueName: "name:password"))
    var user: [String] = []

    @Option(help: ArgumentHelp("A rule, as behind :on; may be repeated.", valueName: "rule"))
    var on: [String] = []

    @Option(help: ArgumentHelp("Keep each accepted message as a file there.", valueName: "dir"))
    var saveMessages: String?

    @Flag(help: "Show credentials in the trace instead of masking them.")
    var secrets = false

    func run() throws {
        let options = PipeOptions(
            server: global.server, isJSON: global.json, isQuiet: global.quiet, trace: trace,
            users: user, rules: on, folder: saveMessages, showsSecrets: secrets)
        try options.serve()
    }
}
