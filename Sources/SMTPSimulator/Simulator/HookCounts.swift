import SMTPSession

/// How often each kind of question was decided.
package struct HookCounts: Hashable, Sendable {
    // A list of the few that were asked, since every step keeps its own; beside it the hook that every command asks.
    private var verbs: Int32 = 0
    private var counts: [Count] = []

    private struct Count: Hashable, Sendable {
        let hook: Hook
        var number: Int32
    }

    /// How often questions of a hook were decided; nil for never.
    package subscript(hook: Hook) -> Int? {
        guard hook != .verb else { return verbs > 0 ? Int(verbs) : nil }
        return counts.first { $0.hook == hook }.map { Int($0.number) }
    }

    mutating func increment(_ hook: Hook) {
        if hook == .verb {
            verbs += 1
        } else if let index = counts.firstIndex(where: { $0.hook == hook }) {
            counts[index].number += 1
        } else {
            counts.append(Count(hook: hook, number: 1))
        }
    }
}
