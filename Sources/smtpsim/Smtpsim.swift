import ArgumentParser

/// The command line: `smtpsim [COMMAND] …`.
@main
struct Smtpsim: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "smtpsim",
        abstract: "An interactive SMTP simulator.",
        discussion: """
            Type SMTP at the prompt and see replies, transitions and decisions; run transcript \
            files against what they expect; or let a real client talk through a pipe.
            """,
        version: version,
        subcommands: [
            Repl.self, Run.self, Stdio.self, Compare.self, Explain.self, Rules.self, Settings.self,
            Hooks.self, Profiles.self, Commands.self, GenerateDocs.self,
        ],
        defaultSubcommand: Repl.self)

    static let version = "0.1.0"

    /// Parses the arguments, performs the command, and ends with the status that design.md §9 names.
    static func main() {
        Signals.prepare()
        do {
            var command = try parse(Array(CommandLine.arguments.dropFirst()))
            try command.run()
        } catch let status as ExitStatus {
            status.end()
        } catch {
            end(with: error)
        }
    }

    /// Parses the arguments of `stdio` alone before those of all commands.
    ///
    /// The parser puts together what every command takes before it reads an argument, which lasts as
    /// long as all else until the greeting, and a client waits for that. What is not plain, as help and
    /// mistakes, is left to the whole parser.
    private static func parse(_ arguments: [String]) throws -> any ParsableCommand {
        if arguments.first == Stdio.name, let stdio = try? Stdio.parse(Array(arguments.dropFirst()))
        {
            return stdio
        }
        return try parseAsRoot(arguments)
    }

    /// What the argument parser has to say: help and versions go to standard output and are no error.
    private static func end(with error: any Error) -> Never {
        guard exitCode(for: error) != .success else {
            let text = fullMessage(for: error)
            Console.write(text.hasSuffix("\n") ? text : text + "\n")
            ExitStatus.success.end()
        }
        Console.fail(message(for: error), hint: "smtpsim --help")
        ExitStatus.usage.end()
    }
}
