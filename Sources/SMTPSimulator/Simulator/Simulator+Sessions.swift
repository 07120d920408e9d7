import SMTPDriver

/// Sessions beside each other, and scripts that are stepped through in one.
extension Simulator {
    /// A simulator in which the session of that name is the one that is played; nil if there is none.
    package func session(named name: String) -> Simulator? {
        var other = self
        guard (try? other.switch(to: name)) != nil else { return nil }
        return other
    }

    /// Goes on in a session of its own with what another simulator came to; returns its name.
    ///
    /// The sessions, checkpoints and aliases that were made there come along.
    package mutating func adopt(
        _ other: Simulator, _ remarks: [ScriptRemark], as wanted: String
    ) -> String {
        let name = freeName(wanted)
        parked[self.name] = timeline
        self.name = name
        timeline = other.timeline
        timeline.remarks = remarks
        for (fork, timeline) in other.parked { parked[freeName("\(name)-\(fork)")] = timeline }
        checkpoints.merge(other.checkpoints) { own, _ in own }
        aliases.merge(other.aliases) { own, _ in own }
        return name
    }

    private func freeName(_ wanted: String) -> String {
        var name = wanted
        var number = 2
        while sessions.contains(name) {
            name = "\(wanted)-\(number)"
            number += 1
        }
        return name
    }

    /// What the script that was played in this session says beside its steps.
    package var remarks: [ScriptRemark] {
        get { timeline.remarks }
        set { timeline.remarks = newValue }
    }

    /// How many exchanges are left of a script, or of what was undone: what the client did, with the
    /// changes of handlers and settings before it.
    package var exchangesAhead: Int {
        let count = undone.count { $0.number > 0 }
        return count == 0 && !undone.isEmpty ? 1 : count
    }

    /// Plays so many of these exchanges, or as many as there are; returns their steps by their indices.
    package mutating func playAhead(_ exchanges: Int) throws(SimulatorError) -> Range<Int> {
        guard !undone.isEmpty else {
            throw .noSuchStep("there is nothing ahead; :step FILE opens a script at its beginning")
        }
        let start = steps.count
        var rest = exchanges
        // Changes at the end that no exchange follows go with the last one.
        let endsAfter = undone.firstIndex { $0.number > 0 } ?? 0
        while rest > 0, let step = timeline.redo() {
            if step.number > 0 { rest -= 1 }
            if undone.count == endsAfter { while timeline.redo() != nil {} }
        }
        return start..<steps.count
    }
}
