import OctetText
import SMTPPolicy
import SMTPScript

struct UndoCommand: CountCommand, SimulatorCommand {
    static let definition = CommandDefinition(
        "undo", "[N]", .time, "Takes back the last step, or the last N.",
        details: "Session, handlers, counts, mailbox and settings go back together.",
        examples: [":undo", ":undo 3"], completions: [.undoable])

    var count: Int

    func perform(on simulator: inout Simulator) throws(SimulatorError) -> CommandOutcome {
        .elsewhere(try simulator.undo(count))
    }
}

struct RedoCommand: CountCommand, SimulatorCommand {
    static let definition = CommandDefinition(
        "redo", "[N]", .time, "Repeats the last step that was undone, or the last N.",
        details: "What was sent and said is shown again.",
        examples: [":redo"], completions: [.redoable])

    var count: Int

    func perform(on simulator: inout Simulator) throws(SimulatorError) -> CommandOutcome {
        let start = simulator.steps.count
        let message = try simulator.redo(count)
        return .elsewhere(message, replaying: start..<simulator.steps.count)
    }
}

struct GoToCommand: SimulatorCommand {
    static let definition = CommandDefinition(
        "goto", "N", .time, "Goes to just after step N, back or forward; 0 is the beginning.",
        details: "What was sent and said in step N is shown again.",
        examples: [":goto 3"], completions: [.steps])

    var number: Int

    static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        Self(number: try words.count("a step's number"))
    }

    func arguments(secrets: Bool) -> [String] { ["\(number)"] }

    func perform(on simulator: inout Simulator) throws(SimulatorError) -> CommandOutcome {
        let message = try simulator.go(to: number)
        let count = simulator.steps.count
        return .elsewhere(message, replaying: max(0, count - 1)..<count)
    }
}

struct CheckpointCommand: WordCommand, SimulatorCommand {
    static let definition = CommandDefinition(
        "checkpoint", "NAME", .time, "Names this point, so that :restore can return to it.",
        examples: [":checkpoint greeted"], completions: [.freshName])

    static let expected = "a name"
    var word: String

    func perform(on simulator: inout Simulator) throws(SimulatorError) -> CommandOutcome {
        simulator.checkpoint(word)
        return CommandOutcome(messages: [
            "checkpoint \(EscapedText.inLine(word.utf8)) is here; "
                + ":restore \(EscapedText.word(word)) comes back to it"
        ])
    }
}

struct RestoreCommand: WordCommand, SimulatorCommand {
    static let definition = CommandDefinition(
        "restore", "NAME", .time, "Returns to a checkpoint.",
        details: """
            If the checkpoint lies in this session's past, :redo goes forward again, as after \
            :goto. Otherwise the steps since the two parted are dropped.
            """,
        examples: [":restore greeted"], completions: [.checkpoints])

    static let expected = "the name of a checkpoint"
    var word: String

    func perform(on simulator: inout Simulator) throws(SimulatorError) -> CommandOutcome {
        try simulator.restore(word)
        return .elsewhere("back at \(EscapedText.inLine(word.utf8))")
    }
}

struct ForkCommand: WordCommand, SimulatorCommand {
    static let definition = CommandDefinition(
        "fork", "NAME", .time, "Continues in a copy of the session; this one stays as it is.",
        examples: [":fork what-if"])

    static let expected = "a name"
    var word: String

    func perform(on simulator: inout Simulator) throws(SimulatorError) -> CommandOutcome {
        try simulator.fork(word)
        return .elsewhere("this is session \(EscapedText.inLine(word.utf8)) now")
    }
}

package struct SessionsCommand: SimulatorCommand {
    package static let definition = CommandDefinition(
        "sessions", "[NAME]", .time, "Lists the sessions, or switches to one.",
        examples: [":sessions", ":sessions main"], completions: [.sessions])

    /// The session to switch to; nil to list them.
    package var name: String?

    package static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        let name = try words.next()?.text
        try words.end()
        return Self(name: name)
    }

    package func arguments(secrets: Bool) -> [String] {
        name.map { [EscapedText.word($0)] } ?? []
    }

    package func perform(on simulator: inout Simulator) throws(SimulatorError) -> CommandOutcome {
        guard let name else { return CommandOutcome(messages: simulator.sessions) }
        try simulator.switch(to: name)
        return .elsewhere("this is session \(EscapedText.inLine(name.utf8)) now")
    }
}
