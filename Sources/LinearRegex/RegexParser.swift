/// Reads the notation of ``LinearRegex``.
struct RegexParser {
    let scalars: [Unicode.Scalar]
    /// The scalar that comes next.
    var position = 0
    private var ignoresCase: Bool
    private var depth = 0

    /// How deep groups may nest.
    private static let depthBound = 50

    /// The greatest number in `{n,m}`.
    private static let repeatBound = 1_000

    init(_ source: String, ignoresCase: Bool) {
        scalars = Array(source.unicodeScalars)
        self.ignoresCase = ignoresCase
    }

    mutating func expression() throws(RegexFault) -> RegexNode {
        if take("(?i)") { ignoresCase = true }
        let node = try alternatives()
        guard isAtEnd else { throw fault("expected `(` before this `)`") }
        return node
    }

    var isAtEnd: Bool { position == scalars.count }

    /// Whether these characters come next.
    func sees(_ literal: String) -> Bool {
        scalars[position...].starts(with: literal.unicodeScalars)
    }

    /// Takes these characters if they come next.
    mutating func take(_ literal: String) -> Bool {
        guard sees(literal) else { return false }
        position += literal.unicodeScalars.count
        return true
    }

    /// Takes the scalars up to the first that is not wanted, at most so many.
    mutating func take(
        atMost count: Int = .max, while isWanted: (Unicode.Scalar) -> Bool
    ) -> String {
        let taken = scalars[position...].prefix(count).prefix(while: isWanted)
        position = taken.endIndex
        return String(String.UnicodeScalarView(taken))
    }

    /// A fault at a place, by default the present one.
    func fault(_ message: String, at place: Int? = nil, hint: String? = nil) -> RegexFault {
        let offset = scalars[..<(place ?? position)].reduce(0) { $0 + UTF8.width($1) }
        return RegexFault(offset: offset, message: message, hint: hint)
    }

    private mutating func alternatives() throws(RegexFault) -> RegexNode {
        var nodes = [try sequence()]
        while take("|") { nodes.append(try sequence()) }
        return nodes.count == 1 ? nodes[0] : .alternatives(nodes)
    }

    private mutating func sequence() throws(RegexFault) -> RegexNode {
        var nodes: [RegexNode] = []
        while !isAtEnd, !sees("|"), !sees(")") {
            let atom = try atom()
            nodes.append(try quantified(atom))
        }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func atom() throws(RegexFault) -> RegexNode {
        if take("(") { return try group() }
        if take(".") { return .set(.any) }
        if take("^") { return .assertion(.start) }
        if take("$") { return .assertion(.end) }
        if take("\\b") { return .assertion(.wordBoundary) }
        if sees("*") || sees("+") || sees("?") || sees("{") {
            throw fault("expected something to repeat before this")
        }
        let set = take("[") ? try bracketed() : try single()
        return .set(ignoresCase ? set.ignoringCase : set)
    }

    private mutating func group() throws(RegexFault) -> RegexNode {
        let start = position - 1
        if !take("?:"), sees("?") {
            throw fault("only `(…)` and `(?:…)` are groups here", at: start)
        }
        depth += 1
        guard depth <= Self.depthBound else { throw fault("too many nested groups", at: start) }
        let node = try alternatives()
        depth -= 1
        guard take(")") else { throw fault("expected a `)` for this `(`", at: start) }
        return node
    }

    private mutating func quantified(_ node: RegexNode) throws(RegexFault) -> RegexNode {
        let start = position
        guard let (least, most) = try quantifier() else { return node }
        if case .assertion = node { throw fault("nothing to repeat before this", at: start) }
        if sees("?") || sees("+") {
            throw fault(
                "a lazy or possessive quantifier means nothing here",
                hint: "all ways to match are followed at once")
        }
        guard !sees("*"), !sees("{") else { throw fault("a quantifier cannot follow another") }
        return .repeated(node, least: least, most: most)
    }

    private mutating func quantifier() throws(RegexFault) -> (least: Int, most: Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        let start = position
        guard take("{") else { return nil }
        let least = try number(start)
        var most: Int? = least
        if take(",") { most = sees("}") ? nil : try number(start) }
        guard take("}") else { throw fault("expected `{n}`, `{n,}` or `{n,m}`", at: start) }
        guard least <= most ?? least else { throw fault("a range from high to low", at: start) }
        return (least, most)
    }

    private mutating func number(_ start: Int) throws(RegexFault) -> Int {
        let digits = take { "0"..."9" ~= $0 }
        guard let number = Int(digits) else {
            throw fault("expected `{n}`, `{n,}` or `{n,m}`", at: start)
        }
        guard number <= Self.repeatBound else {
            throw fault("expected a count of at most \(Self.repeatBound)", at: start)
        }
        return number
    }
}
