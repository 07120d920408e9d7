/// A set of rules; a configuration holds those departures that it lets pass with a note.
public struct RuleSet: Hashable, Sendable {
    private var words = SIMD4<UInt64>()

    /// The set of these rules.
    public init(_ rules: some Sequence<Rule> = []) {
        for rule in rules { insert(rule) }
    }

    /// Whether the set holds a rule.
    public func contains(_ rule: Rule) -> Bool {
        words[Int(rule.rawValue &>> 6)] & RuleSet.bit(rule) != 0
    }

    /// Adds a rule.
    public mutating func insert(_ rule: Rule) {
        words[Int(rule.rawValue &>> 6)] |= RuleSet.bit(rule)
    }

    /// Takes a rule away.
    public mutating func remove(_ rule: Rule) {
        words[Int(rule.rawValue &>> 6)] &= ~RuleSet.bit(rule)
    }

    private static func bit(_ rule: Rule) -> UInt64 { 1 &<< UInt64(rule.rawValue & 63) }

    /// The members in the catalogue's order.
    public var rules: [Rule] { Rule.allCases.filter(contains) }
}

extension RuleSet: ExpressibleByArrayLiteral {
    /// The set of these rules.
    public init(arrayLiteral elements: Rule...) { self.init(elements) }
}

extension RuleSet: Codable {
    /// Reads a set as a list of ids.
    public init(from decoder: any Decoder) throws {
        self.init(try [Rule](from: decoder))
    }

    /// Writes a set as a list of ids.
    public func encode(to encoder: any Encoder) throws {
        try rules.encode(to: encoder)
    }
}
