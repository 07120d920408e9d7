import SMTPDriver
import SMTPPolicy

/// One session with its past, and the future that was undone.
struct Timeline: Sendable {
    var world: World
    var steps: [Step] = []
    var undone: [Step] = []

    init(world: World) { self.world = world }

    /// Adds what was done, and forgets what was undone before.
    mutating func append(_ entry: Step.Entry, _ events: [Event], after: World, isNumbered: Bool)
        -> Step
    {
        append(
            Step(
                number: isNumbered ? lastNumber + 1 : 0, entry: entry, events: events,
                before: world, after: after))
    }

    /// Adds a command that was done, and forgets what was undone before.
    mutating func append(
        _ command: PromptCommand, _ events: [Event], after: World, isNumbered: Bool
    ) -> Step {
        append(
            Step(
                number: isNumbered ? lastNumber + 1 : 0, entry: .command(command.description),
                command: command, events: events, before: world, after: after))
    }

    private mutating func append(_ step: Step) -> Step {
        steps.append(step)
        undone = []
        world = step.after
        return step
    }

    /// The number of the last step that has one.
    var lastNumber: Int { steps.last { $0.number > 0 }?.number ?? forgottenNumber }

    /// The number of the last step that was forgotten.
    private var forgottenNumber = 0

    /// Forgets how it came to this, and the messages: nothing can be undone or asked for.
    mutating func forgetPast() {
        world.mailbox.forget()
        forgottenNumber = lastNumber
        steps = []
        undone = []
    }

    /// Takes the last step back.
    mutating func undo() -> Step? {
        guard let step = steps.popLast() else { return nil }
        undone.append(step)
        world = step.before
        return step
    }

    /// Goes to a point that was remembered.
    ///
    /// If it lies on the way that led here, what comes after it can be done again; otherwise the
    /// point brings its own future.
    mutating func restore(_ point: Timeline) {
        let way = steps + undone.reversed()
        let isOnWay =
            way.count >= point.steps.count
            && zip(way, point.steps).allSatisfy { $0.isSame(as: $1) }
        self = point
        if isOnWay { undone = way[point.steps.count...].reversed() }
    }

    /// Does the step again that was undone last.
    mutating func redo() -> Step? {
        guard let step = undone.popLast() else { return nil }
        steps.append(step)
        world = step.after
        return step
    }
}
