import OctetText
import SMTPScript
import SMTPSession
import SMTPSimulator
import TerminalText

/// What came of a command that came through a pipe, among the client's lines.
package enum PipedOutcome: Sendable {
    /// It shows something.
    case page(ScriptPage)
    /// Something was done; what the tool says about it.
    case step(Step, [String])
    /// The session is in another place, by the command, as a script has it; what the tool says about it.
    case elsewhere(command: String, [String])
    /// What is wrong with it, in lower case.
    case failed(String)
    /// The rest is not wanted.
    case quit
}

extension Workbench {
    /// Performs a command that came through a pipe.
    package mutating func perform(piped text: String, line: Int) -> PipedOutcome {
        do {
            let command = try PromptCommand.parse(text)
            switch command.command {
            case is QuitCommand: return .quit
            case is PasteCommand, is OpenCommand:
                return .failed(":\(command.name) cannot be used in a pipe")
            case let sessions as SessionsCommand where sessions.name != nil:
                return try performed(command)
            case let profile as ProfileCommand where profile.savedPath != nil:
                let lines = saveProfile(profile.savedPath ?? "").map { Theme.plain.render($0) }
                return .page(
                    ScriptPage(
                        command: command.description, file: "standard input", line: line,
                        lines: lines))
            case let own as any WorkbenchCommand:
                let lines = own.perform(on: &self).map { Theme.plain.render($0) }
                return .page(
                    ScriptPage(
                        command: command.description, file: "standard input", line: line,
                        lines: lines))
            default: return try performed(command)
            }
        } catch {
            return .failed("\(error)")
        }
    }

    private mutating func performed(_ command: PromptCommand) throws -> PipedOutcome {
        let outcome = try simulator.perform(command, files: PromptFiles(files: files))
        let messages = outcome.messages.map { "# " + EscapedText.shown($0) }
        if let step = outcome.step { return .step(step, messages) }
        guard outcome.isElsewhere else {
            return .page(
                ScriptPage(
                    command: command.description, file: "standard input", line: 0, lines: messages))
        }
        return .elsewhere(command: ":" + command.text(secrets: showsSecrets), messages)
    }
}

extension Workbench {
    /// Does something to the simulator that the client does, without showing it.
    package mutating func drive(
        _ body: (inout Simulator) throws(SimulatorError) -> Step?
    ) throws(SimulatorError) -> Step? {
        try body(&simulator)
    }

    /// Forgets what a pipe of any length does not need: all but the last steps, and the messages.
    package mutating func forgetPast(keeping count: Int) { simulator.forgetPast(keeping: count) }
}
