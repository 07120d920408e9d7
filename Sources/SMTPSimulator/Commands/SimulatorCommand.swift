import SMTPPolicy
import SMTPScript
import SMTPSession

/// A command that does something to a simulator.
package protocol SimulatorCommand: Command {
    /// Does it, or throws why not; then nothing has changed.
    func perform(on simulator: inout Simulator) throws(SimulatorError) -> CommandOutcome

    /// Does it, as `perform(on:)` does without any files.
    func perform(
        on simulator: inout Simulator, reading files: any ScriptFiles
    ) throws(SimulatorError) -> CommandOutcome
}

extension SimulatorCommand {
    package func perform(
        on simulator: inout Simulator, reading files: any ScriptFiles
    ) throws(SimulatorError) -> CommandOutcome { try perform(on: &simulator) }
}

/// A command that reads files: without them it can do less.
package protocol FileReadingCommand: SimulatorCommand {
    /// Does it, as `perform(on:)` does without any files.
    func perform(
        on simulator: inout Simulator, reading files: any ScriptFiles
    ) throws(SimulatorError) -> CommandOutcome
}

extension FileReadingCommand {
    package func perform(
        on simulator: inout Simulator
    ) throws(SimulatorError) -> CommandOutcome { try perform(on: &simulator, reading: NoFiles()) }
}

/// A command that does something to the machine, which is one step.
protocol ActingCommand: SimulatorCommand {
    /// Whether the step counts among those that have numbers.
    static var isNumbered: Bool { get }

    func act(_ performance: inout Performance) throws(Misuse)
}

extension ActingCommand {
    static var isNumbered: Bool { true }

    package func perform(on simulator: inout Simulator) throws(SimulatorError) -> CommandOutcome {
        CommandOutcome(step: try simulator.perform(self))
    }
}

/// A command that sends something as the client.
package protocol SendingCommand: SimulatorCommand {}

/// A command that changes who decides, or the settings.
package protocol ChangeCommand: SimulatorCommand {
    /// Changes a copy of the world, or throws why not.
    func change(_ world: inout World) throws(SimulatorError)

    /// What the prompt says of the change; nothing, if there is nothing that was not typed.
    func confirmation(_ before: World, _ after: World) -> [String]
}

extension ChangeCommand {
    package func perform(
        on simulator: inout Simulator
    ) throws(SimulatorError) -> CommandOutcome {
        let step = try simulator.change(self, change)
        return CommandOutcome(step: step, messages: confirmation(step.before, step.after))
    }

    package func confirmation(_ before: World, _ after: World) -> [String] { [] }
}

/// What came of a command.
package struct CommandOutcome: Sendable {
    /// What was done, if it was a step that can be undone.
    package var step: Step?
    /// What the tool says about it; often nothing.
    package var messages: [String] = []
    /// Whether it led to another place in time, where another question may be open.
    package var isElsewhere = false
    /// The steps that were gone to, by their indices, which are shown again.
    package var replayed = 0..<0

    static func elsewhere(_ message: String, replaying steps: Range<Int> = 0..<0) -> CommandOutcome
    {
        CommandOutcome(messages: [message], isElsewhere: true, replayed: steps)
    }
}

extension Simulator {
    /// Performs a command, or throws why not; then nothing has changed.
    ///
    /// Not one that only looks, or that needs files other than what `:file` sends.
    @discardableResult
    package mutating func perform(
        _ command: PromptCommand, files: any ScriptFiles = NoFiles()
    ) throws(SimulatorError) -> CommandOutcome {
        guard let command = command.command as? any SimulatorCommand else {
            let why =
                command.definition.isForPrompt
                ? "does not change the session" : "works only in scripts"
            throw .unsuitable(":\(command.name) \(why)")
        }
        return try perform(command, files)
    }

    mutating func perform(_ command: some ActingCommand) throws(SimulatorError) -> Step {
        let prompt = PromptCommand(command)
        let isNumbered = Swift.type(of: command).isNumbered
        return try perform(.command(prompt), isNumbered: isNumbered) { performance throws(Misuse) in
            try command.act(&performance)
        }
    }

    mutating func perform(
        _ command: some SimulatorCommand, _ files: any ScriptFiles
    ) throws(SimulatorError) -> CommandOutcome {
        try command.perform(on: &self, reading: files)
    }
}
