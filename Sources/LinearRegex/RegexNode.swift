/// A parsed regular expression.
indirect enum RegexNode: Hashable {
    case empty
    case set(ScalarSet)
    case assertion(LinearRegex.Assertion)
    case sequence([RegexNode])
    case alternatives([RegexNode])
    case repeated(RegexNode, least: Int, most: Int?)
}

/// Turns a parsed expression into instructions.
struct RegexCompiler {
    private(set) var program: [LinearRegex.Instruction] = []

    /// Appends the instructions of a node; false if there would be too many.
    mutating func compile(_ node: RegexNode) -> Bool {
        guard program.count < LinearRegex.programBound else { return false }
        switch node {
        case .empty: return true
        case .set(let set): program.append(.take(set))
        case .assertion(let assertion): program.append(.require(assertion))
        case .sequence(let nodes):
            for node in nodes where !compile(node) { return false }
        case .alternatives(let nodes): return compile(alternatives: nodes[...])
        case .repeated(let node, let least, let most):
            return compile(node, least: least, most: most)
        }
        return true
    }

    private mutating func compile(alternatives nodes: ArraySlice<RegexNode>) -> Bool {
        var jumps: [Int] = []
        for node in nodes.dropLast() {
            let split = reserve()
            guard compile(node) else { return false }
            jumps.append(reserve())
            program[split] = .split(split + 1, program.count)
        }
        if let last = nodes.last, !compile(last) { return false }
        for jump in jumps { program[jump] = .jump(program.count) }
        return true
    }

    private mutating func compile(_ node: RegexNode, least: Int, most: Int?) -> Bool {
        for _ in 0..<least {
            let before = program.count
            guard compile(node) else { return false }
            // Nothing, however often repeated, is nothing.
            guard program.count > before else { return true }
        }
        guard let most else { return compile(anyNumberOf: node) }
        var splits: [Int] = []
        for _ in least..<max(least, most) {
            let split = reserve()
            splits.append(split)
            guard compile(node) else { return false }
            guard program.count > split + 1 else { break }
        }
        for split in splits { program[split] = .split(split + 1, program.count) }
        return true
    }

    private mutating func compile(anyNumberOf node: RegexNode) -> Bool {
        let split = reserve()
        guard compile(node) else { return false }
        program.append(.jump(split))
        program[split] = .split(split + 1, program.count)
        return true
    }

    private mutating func reserve() -> Int {
        program.append(.jump(0))
        return program.count - 1
    }
}
