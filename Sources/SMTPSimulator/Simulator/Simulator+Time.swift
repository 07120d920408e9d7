import OctetText
import SMTPDriver
import SMTPPolicy
import SMTPSession

/// One session with its past, and the future that was undone.
struct Timeline: Sendable {
    private(set) var now: Snapshot
    private(set) var steps: SharedList<Step> = []
    private(set) var undone: SharedList<Step> = []
    /// What the script that was played here says beside its steps.
    var remarks: [ScriptRemark] = []
    /// Whether it goes on from a session that somebody else drove.
    var isWitnessed = false

    var world: World { now.world }

    init(world: World) { now = Snapshot(world) }

    /// Adds what was done, and forgets what was undone before.
    mutating func append(
        _ origin: Step.Origin, _ events: [Event], after: World,
        isNumbered: Bool, secretNumbers: SecretNumbers
    ) -> Step {
        let end = Snapshot(after, secretNumbers, after: lastNumber + (isNumbered ? 1 : 0))
        let step = Step(
            origin: origin, isNumbered: isNumbered, events: events, start: now, end: end)
        if !undone.isEmpty { remarks.removeAll { $0.stepsBefore > steps.count } }
        steps.append(step)
        if !undone.isEmpty { undone = [] }
        now = step.end
        return step
    }

    /// Puts another world in the place of this one, without a step.
    mutating func replaceNow(with world: World) { now = Snapshot(world, now.secretNumbers) }

    /// The number of the last step that has one.
    var lastNumber: Int { now.number }

    /// How many steps there were before those that are kept.
    private(set) var forgottenCount = 0

    /// Forgets how it came to this but for the last steps, and the messages.
    mutating func forgetPast(keeping count: Int) {
        var world = world
        world.mailbox.forget()
        now = Snapshot(world, now.secretNumbers, after: now.number)
        forgetSteps(keeping: count)
        undone = []
    }

    /// Forgets how it came to this but for the last steps.
    mutating func forgetSteps(keeping count: Int) {
        let excess = max(0, steps.count - count)
        steps.removeFirst(excess)
        forgottenCount += excess
        remarks.removeAll()
    }

    mutating func undo() -> Step? {
        guard let step = steps.popLast() else { return nil }
        undone.append(step)
        now = step.start
        return step
    }

    /// Goes to a point that was named, with its own future unless it lies on the way that led here.
    mutating func restore(_ point: Timeline) {
        let isOnWay = isOnWay(point)
        let ahead = steps.dropFirst(point.steps.count).reversed()
        let further = undone.dropLast(max(0, point.steps.count - steps.count))
        self = point
        if isOnWay { undone = SharedList([Array(further), Array(ahead)].joined()) }
    }

    /// Whether a point lies on the way that led here and goes on from here.
    ///
    /// Two ways on which the same moment lies, the snapshot itself, have the same beginning.
    private func isOnWay(_ point: Timeline) -> Bool {
        let count = point.steps.count
        guard count <= steps.count + undone.count else { return false }
        guard count > 0, step(count).end !== point.now else { return true }
        return (1...count).allSatisfy { step($0).isSame(as: point.steps[$0 - 1]) }
    }

    /// A step of the way that led here and goes on from here, from 1.
    private func step(_ count: Int) -> Step {
        count <= steps.count ? steps[count - 1] : undone[undone.count - (count - steps.count)]
    }

    mutating func redo() -> Step? {
        guard let step = undone.popLast() else { return nil }
        steps.append(step)
        now = step.end
        return step
    }
}

extension Simulator {
    /// Takes steps back, all or none: session, handlers, counts, mailbox and settings together.
    ///
    /// Returns where that leads, `back before step 4: RCPT TO:<nosuch@sim.example>`.
    @discardableResult
    public mutating func undo(_ count: Int = 1) throws(SimulatorError) -> String {
        try Simulator.check(count, of: steps, to: "undo")
        var last: Step?
        for _ in 0..<count { last = timeline.undo() }
        return last.map { "back before \($0.title)" } ?? ""
    }

    /// Repeats steps that were undone, all or none; returns where that leads, `again after step 4: …`.
    @discardableResult
    public mutating func redo(_ count: Int = 1) throws(SimulatorError) -> String {
        try Simulator.check(count, of: undone, to: "redo")
        var last: Step?
        for _ in 0..<count { last = timeline.redo() }
        return last.map { "again after \($0.title)" } ?? ""
    }

    /// Goes to just after a numbered step, back or forward; 0 is the beginning.
    @discardableResult
    public mutating func go(to number: Int) throws(SimulatorError) -> String {
        let isKnown =
            steps.contains { $0.number == number }
            || undone.contains { $0.number == number }
        guard number == 0 || isKnown else {
            throw .noSuchStep("there is no step \(number)")
        }
        guard number > 0 else {
            while timeline.undo() != nil {}
            return "at the beginning"
        }
        while timeline.lastNumber > number { _ = timeline.undo() }
        while timeline.lastNumber < number { _ = timeline.redo() }
        while steps.last?.number != number { _ = timeline.undo() }
        return "after \(steps.last?.title ?? "")"
    }

    /// Names this point; an earlier one of that name is forgotten.
    public mutating func checkpoint(_ name: String) { checkpoints[name] = timeline }

    /// Returns to a named point; throws if there is none.
    public mutating func restore(_ name: String) throws(SimulatorError) {
        guard let checkpoint = checkpoints[name] else {
            throw .unknownName(
                kind: "checkpoint", name: name,
                suggestion: nearestName(to: name, among: checkpointNames))
        }
        timeline.restore(checkpoint)
    }

    /// Continues in a copy of this session, which stays as it is; throws if the name is taken.
    public mutating func fork(_ name: String) throws(SimulatorError) {
        guard !sessions.contains(name) else { throw .nameIsTaken(name) }
        parked[self.name] = timeline
        self.name = name
    }

    /// Goes to another session; throws if there is none of that name.
    public mutating func `switch`(to name: String) throws(SimulatorError) {
        guard name != self.name else { return }
        guard let other = parked.removeValue(forKey: name) else {
            throw .unknownName(
                kind: "session", name: name, suggestion: nearestName(to: name, among: sessions))
        }
        parked[self.name] = timeline
        self.name = name
        timeline = other
    }

    private static func check(
        _ count: Int, of steps: SharedList<Step>, to what: String
    ) throws(SimulatorError) {
        guard count <= 0 || count > steps.count else { return }
        switch steps.count {
        case 0: throw .noSuchStep("there is nothing to \(what)")
        case 1: throw .noSuchStep("there is only 1 step to \(what)")
        case let few: throw .noSuchStep("there are only \(few) steps to \(what)")
        }
    }
}
