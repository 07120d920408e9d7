#if Live
    import ArgumentParser
    import SMTPListener
    import SMTPPolicy
    import SMTPSimulator
    import SystemCalls

    /// `smtpsim listen`: real clients, over TCP and TLS.
    struct Listen: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Serve real clients on a port, over TCP and TLS.",
            discussion: """
                The server listens on 127.0.0.1:2525 unless it is told otherwise. The script has \
                settings and handlers, as at the prompt. Off a terminal, what happens is written \
                to standard output, each line with its session's number, or as JSON with --json. \
                SIGTERM or Ctrl-C ends it: messages under way finish, and the rest hear 421.
                """)

        @OptionGroup var global: GlobalOptions
        @OptionGroup var listening: ListenOptions

        @Argument(
            help: "A script with settings and handlers.", completion: .file(extensions: ["smtp"]))
        var script: String?

        @Option(
            help: ArgumentHelp(
                "A user who can authenticate; repeatable.", valueName: "name:password"))
        var user: [String] = []

        @Option(help: ArgumentHelp("A handler, as after :on; repeatable.", valueName: "handler"))
        var on: [String] = []

        @Option(
            help: ArgumentHelp("How many accepted messages stay in memory.", valueName: "count"))
        var keep = 1_000

        @Option(
            help: ArgumentHelp("Deliver each accepted message to this Maildir.", valueName: "dir"))
        var maildir: String?

        @Option(
            help: ArgumentHelp(
                "Save each session in this folder, as a script that runs.", valueName: "dir"))
        var record: String?

        @Flag(help: "Serve the one connection that is standard input, as inetd starts servers.")
        var inetd = false

        @Flag(help: "List at the end of each session what its client did wrong.")
        var lint = false

        @Flag(help: "Show credentials instead of masking them.")
        var secrets = false

        func validate() throws {
            guard !inetd || record == nil else {
                throw ValidationError("--record does not go with --inetd")
            }
        }

        func run() throws {
            let run = try ListenRun(self)
            try run.serve()
        }

        /// The settings and the policy of all sessions.
        func simulatorSettings() throws -> SimulatorSettings {
            var server = global.server
            server.script = script
            // RFC 2195 §2: a challenge must never come twice.
            server.seed = server.seed ?? UInt64.random(in: .min ... .max)
            var settings = try server.simulatorSettings(playsUsualInit: true)
            for text in user { try settings.policy.add(user: text) }
            for text in on { try settings.policy.add(handler: text, asks: true) }
            return settings
        }
    }
#endif
