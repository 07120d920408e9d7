import ArgumentParser
import LineEditor
import OctetText
import SystemCalls

/// The command line: `smtpsim [COMMAND] …`.
@main
struct Smtpsim: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "smtpsim",
        abstract: "An interactive SMTP simulator.",
        discussion: """
            Type SMTP at the prompt and see replies, transitions and decisions; run scripts and \
            check their expectations; or connect a real client through a pipe.
            """,
        version: version,
        subcommands: [
            Repl.self, Run.self, Import.self, Lint.self, Stdio.self, Compare.self, Explain.self,
            How.self, Rules.self,
            Settings.self,
            Hooks.self, Profiles.self, Commands.self, GenerateDocs.self,
        ],
        defaultSubcommand: Repl.self)

    static let version = "0.1.0"

    /// Parses the arguments, performs the command, and ends with its status.
    static func main() {
        ThisProcess.outliveClosedPipes()
        Terminal.endOnBug(
            saying: "smtpsim: error: this is a bug in smtpsim; please report what led to it\n",
            status: ExitStatus.bug.rawValue)
        do {
            if let options = plainOptions { return try options.serve() }
            try checkHelp()
            var command = try parseAsRoot()
            try command.run()
        } catch let status as ExitStatus {
            status.end()
        } catch let signal as EndBySignal {
            signal.end()
        } catch let failure as Failure {
            Console.fail(failure)
            ExitStatus.usage.end()
        } catch {
            end(with: error)
        }
    }

    /// The options of `stdio`, if that is the command and its arguments are plain.
    private static var plainOptions: PipeOptions? {
        let arguments = CommandLine.arguments.dropFirst()
        return arguments.first == Stdio.name ? PipeOptions(plain: arguments.dropFirst()) : nil
    }

    /// Refuses `smtpsim help WORD` for a word that is no command.
    private static func checkHelp() throws(Failure) {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.first == "help", let word = arguments.dropFirst().first,
            !word.hasPrefix("-")
        else { return }
        let names = configuration.subcommands.compactMap { $0._commandName } + ["help"]
        guard !names.contains(word) else { return }
        let meant = nearestName(to: word, among: names).map { "did you mean smtpsim help \($0)?" }
        let known = "one of \(names.joined(separator: ", "))"
        throw Failure("there is no command \(word)", hint: meant ?? known)
    }

    /// Writes what the argument parser has to say; help and version succeed, on standard output.
    private static func end(with error: any Error) -> Never {
        guard exitCode(for: error) != .success else {
            let text = fullMessage(for: error)
            Console.write(text.hasSuffix("\n") ? text : text + "\n")
            ExitStatus.success.end()
        }
        Console.fail(Failure(message(for: error), hint: "smtpsim --help"))
        ExitStatus.usage.end()
    }
}
