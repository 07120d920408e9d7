import ArgumentParser

/// The options that every command has.
struct GlobalOptions: ParsableArguments {
    @Option(help: "The server to simulate: strict, lenient, submission or mailhog.")
    var profile: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("Change a setting; repeatable.", valueName: "key=value"))
    var settings: [String] = []

    @Option(
        name: .customLong("init"),
        help: ArgumentHelp(
            "A script to play first, or none.",
            discussion: "By default, the prompt and stdio play "
                + "$XDG_CONFIG_HOME/smtpsim/init.smtp; the other commands play none.",
            valueName: "file|none"))
    var initFile: String?

    @Option(help: "When to use colour: auto, always or never.")
    var color: ColorChoice = .auto

    @Flag(help: "Write JSON, one value per line.")
    var json = false

    @Option(
        help: "The seed for chance; the same seed gives the same session. 0, or random in stdio.")
    var seed: UInt64?

    @Flag(name: .shortAndLong, help: "Say less: no trace, no banner.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Say more: also list scripts that passed.")
    var verbose = false
}
