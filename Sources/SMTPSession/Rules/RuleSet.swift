/// A set of rules; a configuration holds those departures that it lets pass with a note.
public struct RuleSet: Hashable, Sendable {
    private var words = SIMD4<UInt64>()

    /// The set of these rules.
    ///
    /// - Parameter rules: its members
    public init(_ rules: some Sequence<Rule> = []) {
        for rule in rules { insert(rule) }
    }

    /// Whether the set holds a rule.
    ///
    /// - Parameter rule: the rule
    /// - Returns: whether it is a member
    public func contains(_ rule: Rule) -> Bool {
        words[Int(rule.rawValue &>> 6)] & RuleSet.bit(rule) != 0
    }

    /// Adds a rule.
    ///
    /// - Parameter rule: the rule
    public mutating func insert(_ rule: Rule) {
        words[Int(rule.rawValue &>> 6)] |= RuleSet.bit(rule)
    }

    /// Takes a rule away.
    ///
    /// - Parameter rule: the rule
    public mutating func remove(_ rule: Rule) {
        words[Int(rule.rawValue &>> 6)] &= ~RuleSet.bit(rule)
    }

    private static func bit(_ rule: Rule) -> UInt64 { 1 &<< UInt64(rule.rawValue & 63) }

    /// The members in the catalogue's order.
    public var rules: [Rule] { Rule.allCases.filter(contains) }
}

extension RuleSet: ExpressibleByArrayLiteral {
    /// The set of these rules.
    ///
    /// - Parameter elements: its members
    public init(arrayLiteral elements: Rule...) { self.init(elements) }
}

extension RuleSet: Codable {
    /// Reads a set as a list of ids.
    ///
    /// - Parameter decoder: holds the list
    /// - Throws: an id that the catalogue does not have
    public init(from decoder: any Decoder) throws {
        self.init(try [Rule](from: decoder))
    }

    /// Writes a set as a list of ids.
    ///
    /// - Parameter encoder: gets the list
    /// - Throws: whatever the encoder throws
    public func encode(to encoder: any Encoder) throws {
        try rules.encode(to: encoder)
    }
}
