import ArgumentParser

/// The options that every command has.
struct GlobalOptions: ParsableArguments {
    @Option(help: "The server to be: strict, lenient, submission or mailhog.")
    var profile: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("Change a setting; may be repeated.", valueName: "key=value"))
    var settings: [String] = []

    @Option(
        name: .customLong("init"),
        help: ArgumentHelp(
            "A script to play first, or none.",
            discussion: "If it is not given, the prompt and stdio play "
                + "$XDG_CONFIG_HOME/smtpsim/init.smtp; the other commands play none.",
            valueName: "file|none"))
    var initFile: String?

    @Option(help: "When to use colours: auto, always or never.")
    var color: ColorChoice = .auto

    @Flag(help: "Write one JSON value a line.")
    var json = false

    @Option(
        help: "Where chance begins; equal seeds give equal sessions. 0, but by chance in stdio.")
    var seed: UInt64?

    @Flag(name: .shortAndLong, help: "Say less: no trace and no banner.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Say more: scripts that passed, too.")
    var verbose = false
}
