import SMTPSession

/// Rules in the order in which they are tried.
///
///     policy.rules.append(try PolicyRule(parsing: "recipient nosuch@* reject"))
///
/// Copies share their storage: a session keeps one for each step, so that it can be
/// undone, and adding a rule or counting a hit copies a few rules only.
public struct RuleList: Hashable, Sendable {
    /// All but the last are full, so that equal lists have equal chunks.
    private var chunks: [[PolicyRule]] = []

    private static let chunkSize = 32

    /// No rules.
    public init() {}

    /// Rules in order.
    ///
    /// - Parameter rules: the rules
    public init(_ rules: some Sequence<PolicyRule>) {
        for rule in rules { append(rule) }
    }

    /// Adds a rule after the others.
    ///
    /// - Parameter rule: the rule
    public mutating func append(_ rule: PolicyRule) {
        if let last = chunks.indices.last, chunks[last].count < RuleList.chunkSize {
            chunks[last].append(rule)
        } else {
            chunks.append([rule])
        }
    }

    /// Removes a rule; those after it move up.
    ///
    /// - Parameter index: its index, from 0
    public mutating func remove(at index: Int) {
        var rules = Array(self)
        rules.remove(at: index)
        self = RuleList(rules)
    }

    /// Finds the first rule that matches and takes effect, and counts.
    mutating func take(
        _ hook: Hook, _ subject: [UInt8], random: inout SeededRandom
    ) -> (index: Int, action: PolicyAction)? {
        for chunk in chunks.indices {
            // Checked before changing it, because a change copies it.
            for index in chunks[chunk].indices where chunks[chunk][index].fits(hook, subject) {
                guard chunks[chunk][index].take(random: &random) else { continue }
                return (chunk * RuleList.chunkSize + index, chunks[chunk][index].action)
            }
        }
        return nil
    }
}

extension RuleList: RandomAccessCollection {
    /// The first place.
    public var startIndex: Int { 0 }

    /// The index after the last rule.
    public var endIndex: Int {
        chunks.last.map { (chunks.count - 1) * RuleList.chunkSize + $0.count } ?? 0
    }

    /// The rule at a place.
    ///
    /// - Parameter index: the place, from 0
    public subscript(index: Int) -> PolicyRule {
        chunks[index / RuleList.chunkSize][index % RuleList.chunkSize]
    }
}

extension RuleList: ExpressibleByArrayLiteral {
    /// Rules in order.
    ///
    /// - Parameter elements: the rules
    public init(arrayLiteral elements: PolicyRule...) { self.init(elements) }
}

extension RuleList: Codable {
    /// Reads an array of rules.
    ///
    /// - Parameter decoder: contains an array
    /// - Throws: if it is not an array of rules
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode([PolicyRule].self))
    }

    /// Writes an array of rules.
    ///
    /// - Parameter encoder: receives an array
    /// - Throws: whatever the encoder throws
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Array(self))
    }
}
