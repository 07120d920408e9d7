/// Which hint is given when: the engine, with its memory of what was said and what was learned.
struct HintMemory: Sendable {
    /// Whether any hint is given.
    var isOn = true
    /// How often each was given.
    private var counts: [String: Int] = [:]
    /// What was found, with the hint that said so.
    private var findings: Set<String> = []
    private var learned: Set<Hint.Lesson> = []

    /// How often a hint is repeated for somebody who does not learn.
    static let mostTimes = 3
    /// More findings are not remembered, and then not said.
    private static let mostFindings = 1_000

    /// The hint for an occasion; nil if there is none, or it was given often enough.
    mutating func hint(on occasion: Occasion, among hints: [Hint] = Hint.all) -> String? {
        learned.formUnion(Hint.Lesson.allCases.filter { $0.isLearned(by: occasion) })
        guard isOn else { return nil }
        for hint in hints where hint.place == .anywhere || hint.place == occasion.place {
            guard let finding = hint.find(occasion) else { continue }
            return mayGive(hint, finding) ? hint.text(about: finding) : nil
        }
        return nil
    }

    private mutating func mayGive(_ hint: Hint, _ finding: String) -> Bool {
        let count = counts[hint.id, default: 0]
        let isDue: Bool
        switch hint.repetition {
        case .once: isDue = count == 0
        case .oncePerFinding:
            isDue =
                findings.count < HintMemory.mostFindings
                && findings.insert("\(hint.id) \(finding)").inserted
        case .until(let lesson): isDue = count < HintMemory.mostTimes && !learned.contains(lesson)
        }
        if isDue { counts[hint.id] = count + 1 }
        return isDue
    }
}
