import SMTPScript

/// What a run makes of a command: found out once, when the script is read.
enum PlannedCommand {
    /// Checks something.
    case expect(ScriptCheck)
    /// Skips the rest, unless that is here.
    case require(String)
    /// Takes over what the recorded server decided.
    case adopt
    /// Plays the script of that path.
    case include(String)
    /// Ends the run.
    case quit
    /// Sets something of a display, which a run does not have.
    case display(SetCommand)
    /// Does something to the simulator.
    case act(any SimulatorCommand, isSending: Bool)
    /// Shows something.
    case show(PromptCommand)

    init(_ prompt: PromptCommand) {
        switch prompt.command {
        case let command as any SendingCommand: self = .act(command, isSending: true)
        case let command as ExpectCommand: self = .expect(command.check)
        case let command as RequireCommand: self = .require(command.word)
        case is AdoptCommand: self = .adopt
        case let command as IncludeCommand: self = .include(command.word)
        case is QuitCommand: self = .quit
        case let command as SetCommand where command.display != nil: self = .display(command)
        case let command as SessionsCommand where command.name == nil: self = .show(prompt)
        case let command as any SimulatorCommand: self = .act(command, isSending: false)
        default: self = .show(prompt)
        }
    }
}

/// The commands of one script, by the indices of their lines.
struct PlannedCommands {
    // In the order of the lines: half the memory of a dictionary, which scripts with many commands feel.
    private var indices: [Int32] = []
    private var commands: [PlannedCommand] = []

    /// Adds the command of a line after those before.
    mutating func append(_ command: PlannedCommand, at index: Int) {
        indices.append(Int32(index))
        commands.append(command)
    }

    /// The command of a line; nil if there is none.
    subscript(index: Int) -> PlannedCommand? {
        var low = 0
        var high = indices.count
        while low < high {
            let middle = (low + high) / 2
            if indices[middle] < index { low = middle + 1 } else { high = middle }
        }
        guard low < indices.count, indices[low] == index else { return nil }
        return commands[low]
    }
}
