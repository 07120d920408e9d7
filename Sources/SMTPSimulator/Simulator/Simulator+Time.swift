import OctetText
import SMTPPolicy

extension Simulator {
    /// Takes steps back: session, rules, counts, mailbox and settings together.
    ///
    /// - Parameter count: how many
    /// - Returns: where that leads, `back before step 4: RCPT TO:<nosuch@sim.example>`
    /// - Throws: fewer steps than that; then nothing is undone
    @discardableResult
    public mutating func undo(_ count: Int = 1) throws(SimulatorError) -> String {
        guard count > 0, count <= steps.count else {
            throw .noSuchStep(Simulator.few("undo", steps.count))
        }
        var last: Step?
        for _ in 0..<count { last = timeline.undo() }
        return last.map { "back before \($0.title)" } ?? ""
    }

    /// Does again what was undone.
    ///
    /// - Parameter count: how many steps
    /// - Returns: where that leads, `again after step 4: …`
    /// - Throws: fewer undone steps than that; then nothing is done
    @discardableResult
    public mutating func redo(_ count: Int = 1) throws(SimulatorError) -> String {
        guard count > 0, count <= undone.count else {
            throw .noSuchStep(Simulator.few("redo", undone.count))
        }
        var last: Step?
        for _ in 0..<count { last = timeline.redo() }
        return last.map { "again after \($0.title)" } ?? ""
    }

    /// Goes to just after a numbered step, back or forth; 0 is the beginning.
    ///
    /// - Parameter number: the step's number
    /// - Returns: where that leads
    /// - Throws: a number that no step has
    @discardableResult
    public mutating func go(to number: Int) throws(SimulatorError) -> String {
        let known = (steps + undone.reversed()).map(\.number)
        guard number == 0 || known.contains(number) else {
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

    /// Remembers this point.
    ///
    /// - Parameter name: what to call it; an earlier one of that name is forgotten
    public mutating func checkpoint(_ name: String) { checkpoints[name] = timeline }

    /// Goes to a remembered point.
    ///
    /// - Parameter name: its name
    /// - Throws: a name that is not there
    public mutating func restore(_ name: String) throws(SimulatorError) {
        guard let checkpoint = checkpoints[name] else {
            throw .unknownName(
                kind: "checkpoint", name: name,
                suggestion: nearestName(to: name, among: checkpointNames))
        }
        timeline.restore(checkpoint)
    }

    /// Goes on in a copy of this session; the session itself stays as it is.
    ///
    /// - Parameter name: what to call the copy
    /// - Throws: a name that is taken
    public mutating func fork(_ name: String) throws(SimulatorError) {
        guard !sessions.contains(name) else { throw .nameIsTaken(name) }
        parked[self.name] = timeline
        self.name = name
    }

    /// Goes to another session.
    ///
    /// - Parameter name: its name
    /// - Throws: a name that is not there
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

    private static func few(_ what: String, _ count: Int) -> String {
        switch count {
        case 0: "there is nothing to \(what)"
        case 1: "there is only 1 step to \(what)"
        case _: "there are only \(count) steps to \(what)"
        }
    }
}
