import ArgumentParser

/// `smtpsim stdio`: one conversation with a client on standard input and output.
struct Stdio: ParsableCommand {
    static let name = "stdio"

    static let configuration = CommandConfiguration(
        commandName: name,
        abstract: "Speak SMTP on standard input and output.",
        discussion: """
            Standard output carries only what goes over the wire, so that a client can be \
            connected: swaks --pipe 'smtpsim stdio'. Time is real. TLS is not offered on a pipe.
            """)

    @OptionGroup var global: GlobalOptions

    @Option(
        help: ArgumentHelp(
            "Where the trace goes: a file, or off; by default, standard error.",
            valueName: "off|file"))
    var trace: String?

    @Option(
        help: ArgumentHelp(
            "A user who can authenticate; repeatable.", valueName: "name:password"))
    var user: [String] = []

    @Option(help: ArgumentHelp("A handler, as after :on; repeatable.", valueName: "handler"))
    var on: [String] = []

    @Option(help: ArgumentHelp("Save each accepted message in this folder.", valueName: "dir"))
    var saveMessages: String?

    @Option(help: ArgumentHelp("Deliver each accepted message to this Maildir.", valueName: "dir"))
    var maildir: String?

    @Flag(help: "Show credentials in the trace instead of masking them.")
    var secrets = false

    func run() throws {
        let options = PipeOptions(
            server: global.server, isJSON: global.json, isQuiet: global.quiet, trace: trace,
            users: user, handlers: on, folder: saveMessages, maildir: maildir,
            showsSecrets: secrets)
        try options.serve()
    }
}
