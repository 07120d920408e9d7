/// Reads the notation of ``LineRegex``.
struct LineRegexParser {
    var cursor: LineCursor
    private let end: Int
    private var ignoresCase = false
    private var depth = 0

    /// How deep groups may nest.
    private static let depthBound = 50

    /// The greatest number in `{n,m}`.
    private static let repeatBound = 1_000

    init(_ cursor: LineCursor, end: Int) {
        self.cursor = cursor
        self.end = end
    }

    mutating func expression() throws(LineFault) -> LineRegexNode {
        ignoresCase = take("(?i)")
        let node = try alternatives()
        guard isAtEnd else { throw cursor.fault("expected `(` before this `)`") }
        return node
    }

    var isAtEnd: Bool { cursor.offset >= end }

    private func sees(_ literal: StaticString) -> Bool {
        cursor.sees(literal) && cursor.offset + literal.utf8CodeUnitCount <= end
    }

    mutating func take(_ literal: StaticString) -> Bool {
        guard sees(literal) else { return false }
        return cursor.take(literal)
    }

    private mutating func alternatives() throws(LineFault) -> LineRegexNode {
        var nodes = [try sequence()]
        while take("|") { nodes.append(try sequence()) }
        return nodes.count == 1 ? nodes[0] : .alternatives(nodes)
    }

    private mutating func sequence() throws(LineFault) -> LineRegexNode {
        var nodes: [LineRegexNode] = []
        while !isAtEnd, !sees("|"), !sees(")") {
            let atom = try atom()
            nodes.append(try quantified(atom))
        }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func atom() throws(LineFault) -> LineRegexNode {
        if take("(") { return try group() }
        if take(".") { return .set(.any) }
        if take("^") { return .assertion(.start) }
        if take("$") { return .assertion(.end) }
        if sees("\\b") {
            cursor.offset += 2
            return .assertion(.wordBoundary)
        }
        if sees("*") || sees("+") || sees("?") || sees("{") {
            throw cursor.fault("expected something to repeat before this")
        }
        let set = take("[") ? try bracketed() : try single()
        return .set(ignoresCase ? set.ignoringCase : set)
    }

    private mutating func group() throws(LineFault) -> LineRegexNode {
        let start = cursor.offset - 1
        if !take("?:"), sees("?") {
            throw LineFault(at: start, "only `(…)` and `(?:…)` are groups here")
        }
        depth += 1
        guard depth <= Self.depthBound else { throw LineFault(at: start, "too many nested groups") }
        let node = try alternatives()
        depth -= 1
        guard take(")") else { throw LineFault(at: start, "expected a `)` for this `(`") }
        return node
    }

    private mutating func quantified(_ node: LineRegexNode) throws(LineFault) -> LineRegexNode {
        let start = cursor.offset
        guard let (least, most) = try quantifier() else { return node }
        if case .assertion = node { throw LineFault(at: start, "nothing to repeat before this") }
        if sees("?") || sees("+") {
            throw cursor.fault(
                "a lazy or possessive quantifier means nothing here",
                hint: "a hole takes what lets the whole line match")
        }
        guard !sees("*"), !sees("{") else { throw cursor.fault("a quantifier behind another") }
        return .repeated(node, least: least, most: most)
    }

    private mutating func quantifier() throws(LineFault) -> (least: Int, most: Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        let start = cursor.offset
        guard take("{") else { return nil }
        let least = try number(start)
        var most: Int? = least
        if take(",") { most = sees("}") ? nil : try number(start) }
        guard take("}") else { throw LineFault(at: start, "expected `{n}`, `{n,}` or `{n,m}`") }
        guard least <= most ?? least else { throw LineFault(at: start, "a range from high to low") }
        return (least, most)
    }

    private mutating func number(_ start: Int) throws(LineFault) -> Int {
        let digits = cursor.take(while: \.isDigit)
        guard let number = Int(String(decoding: digits, as: UTF8.self)) else {
            throw LineFault(at: start, "expected `{n}`, `{n,}` or `{n,m}`")
        }
        guard number <= Self.repeatBound else {
            throw LineFault(at: start, "expected a count of at most \(Self.repeatBound)")
        }
        return number
    }
}
