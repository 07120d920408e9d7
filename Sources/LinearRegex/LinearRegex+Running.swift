extension LinearRegex {
    /// The places in a text, ascending, where a match that begins at one place can end.
    ///
    /// Each step keeps the set of instructions reached; it costs at most the program's length of
    /// `effort`. When that is negative, the answer is not complete.
    package func ends(in line: [UInt32], from start: Int, effort: inout Int) -> [Int] {
        effort -= program.count
        guard effort >= 0 else { return [] }
        var ends: [Int] = []
        var current = InstructionSet(bound: program.count)
        var next = InstructionSet(bound: program.count)
        var position = start
        enter(0, of: line, at: position, &current)
        while true {
            effort -= current.members.count + 1
            guard effort >= 0 else { return ends }
            if current.accepts { ends.append(position) }
            guard position < line.count, !current.members.isEmpty else { return ends }
            step(line, position, from: current, to: &next)
            swap(&current, &next)
            position += 1
        }
    }

    /// Whether the expression matches some part of a text.
    package func isFound(in line: [UInt32]) -> Bool {
        isFound(in: line, then: self, from: line.count)
    }

    /// Whether the expression matches some part of a text; scalars from a place on are taken as by another
    /// expression, which is the same but for the case of letters.
    package func isFound(in line: [UInt32], then other: LinearRegex, from place: Int) -> Bool {
        var current = InstructionSet(bound: program.count)
        var next = InstructionSet(bound: program.count)
        for position in 0...line.count {
            // A match may begin anywhere.
            enter(0, of: line, at: position, &current)
            if current.accepts { return true }
            guard position < line.count else { break }
            let taker = position < place ? self : other
            taker.step(line, position, from: current, to: &next)
            swap(&current, &next)
        }
        return false
    }

    /// Goes on by one scalar.
    private func step(
        _ line: [UInt32], _ position: Int, from current: InstructionSet,
        to next: inout InstructionSet
    ) {
        next.removeAll()
        for member in current.members {
            guard case .take(let set) = program[member], set.contains(line[position]) else {
                continue
            }
            enter(member + 1, of: line, at: position + 1, &next)
        }
    }

    /// Adds an instruction and all that are reached from it without taking a scalar.
    private func enter(
        _ first: Int, of line: [UInt32], at position: Int, _ set: inout InstructionSet
    ) {
        var pending = [first]
        while let index = pending.popLast() {
            guard set.insert(index) else { continue }
            switch program[index] {
            case .take: continue
            case .accept: set.accepts = true
            case .jump(let target): pending.append(target)
            case .split(let one, let other): pending += [other, one]
            case .require(let assertion):
                if Self.holds(assertion, in: line, at: position) { pending.append(index + 1) }
            }
        }
    }

    private static func holds(_ assertion: Assertion, in line: [UInt32], at position: Int) -> Bool {
        switch assertion {
        case .start: return position == 0
        case .end: return position == line.count
        case .wordBoundary:
            let before = position > 0 && ScalarSet.words.contains(line[position - 1])
            let after = position < line.count && ScalarSet.words.contains(line[position])
            return before != after
        }
    }
}

/// The instructions reached at one place; insertion, test and clearing take constant time.
private struct InstructionSet {
    private(set) var members: [Int] = []
    private var positions: [Int]
    var accepts = false

    init(bound: Int) { positions = Array(repeating: 0, count: bound) }

    mutating func insert(_ member: Int) -> Bool {
        let position = positions[member]
        guard position >= members.count || members[position] != member else { return false }
        positions[member] = members.count
        members.append(member)
        return true
    }

    mutating func removeAll() {
        members.removeAll(keepingCapacity: true)
        accepts = false
    }
}
