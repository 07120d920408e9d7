extension Qualifier {
    /// Whether it needs more than the count of all matches.
    var needsMemory: Bool { !keys.isEmpty || duration != nil }

    /// Whether the handler takes effect at match number `seen`, so long after the first; only
    /// `chance` draws at random.
    func fires(seen: UInt64, age: UInt64, random: inout SeededRandom) -> Bool {
        if let duration, age >= duration { return false }
        return switch count {
        case .always: true
        case .times(let count): seen <= count
        case .after(let count): seen > count
        case .every(let count): count > 0 && seen.isMultiple(of: UInt64(count))
        case .chance(let percent): random.draw(below: 100) < percent
        }
    }
}
