import SMTPPolicy
import SMTPScript

/// A command that does something to a simulator.
package protocol SimulatorCommand: Command {
    /// Does it.
    ///
    /// - Parameters:
    ///   - simulator: what to do it to
    ///   - files: where files are read
    /// - Returns: what was done
    /// - Throws: why not; then nothing has changed
    func perform(
        on simulator: inout Simulator, files: any ScriptFiles
    ) throws(SimulatorError) -> CommandOutcome
}

/// A command that sends something as the client.
package protocol SendingCommand: SimulatorCommand {}

/// A command that changes who decides, or the settings.
package protocol ChangeCommand: SimulatorCommand {
    /// Changes a copy of the world.
    ///
    /// - Parameter world: the copy
    /// - Throws: why not
    func change(_ world: inout World) throws(SimulatorError)
}

extension ChangeCommand {
    /// Makes a step of the change.
    package func perform(
        on simulator: inout Simulator, files: any ScriptFiles
    ) throws(SimulatorError) -> CommandOutcome {
        CommandOutcome(step: try simulator.change(self, change))
    }
}

/// What came of a command.
public struct CommandOutcome: Sendable {
    /// What was done, if it was a step that can be undone.
    public var step: Step?
    /// What the tool says about it; often nothing.
    public var messages: [String]
    /// Whether it led to another place in time, where another question may be open.
    public var isElsewhere = false

    /// An outcome.
    ///
    /// - Parameters:
    ///   - step: what was done
    ///   - messages: what the tool says about it
    public init(step: Step? = nil, messages: [String] = []) {
        self.step = step
        self.messages = messages
    }

    static func elsewhere(_ message: String) -> CommandOutcome {
        var outcome = CommandOutcome(messages: [message])
        outcome.isElsewhere = true
        return outcome
    }
}

extension Simulator {
    /// Performs a command that changes the simulator.
    ///
    /// - Parameters:
    ///   - command: the command; not one that only looks, or that needs files other than `:file`
    ///   - files: where files are read
    /// - Returns: what was done
    /// - Throws: why not; then nothing has changed
    @discardableResult
    public mutating func perform(
        _ command: PromptCommand, files: any ScriptFiles = NoFiles()
    ) throws(SimulatorError) -> CommandOutcome {
        guard let command = command.command as? any SimulatorCommand else {
            let why =
                command.definition.isForPrompt
                ? "does not change the session" : "stands only in scripts"
            throw .unsuitable(":\(command.name) \(why)")
        }
        return try command.perform(on: &self, files: files)
    }
}
