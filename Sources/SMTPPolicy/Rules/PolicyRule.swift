import SMTPSession

/// A rule that answers questions: of which kind, about what, how, and how often.
///
///     :on recipient *@sim.example tempfail 451 4.7.1 "Greylisted" once
public struct PolicyRule: Hashable, Sendable {
    /// The kind of questions.
    public let hook: Hook
    /// What their subject is compared with.
    public let pattern: Pattern
    /// What is done.
    public let action: PolicyAction
    /// How often.
    public let qualifier: Qualifier
    /// How many questions it fitted.
    public var seen: UInt64 = 0
    /// How many questions it answered.
    public var hits: UInt64 = 0

    /// A rule.
    ///
    /// - Parameters:
    ///   - hook: the kind of questions
    ///   - pattern: what their subject is compared with
    ///   - action: what is done; it must suit the hook
    ///   - qualifier: how often
    public init(
        on hook: Hook, _ pattern: Pattern = .anything, _ action: PolicyAction,
        _ qualifier: Qualifier = .always
    ) {
        self.hook = hook
        self.pattern = pattern
        self.action = action
        self.qualifier = qualifier
    }

    /// Looks at a question, and counts it.
    ///
    /// - Parameters:
    ///   - subject: what the question is about
    ///   - random: where chance comes from
    /// - Returns: whether the rule answers it
    mutating func take(_ subject: [UInt8], random: inout SeededRandom) -> Bool {
        guard pattern.matches(subject) else { return false }
        seen += 1
        guard qualifier.fires(seen: seen, random: &random) else { return false }
        hits += 1
        return true
    }
}

extension PolicyRule {
    /// Reads what stands behind `:on`.
    ///
    ///     recipient nosuch@* reject 550 5.1.1 "No such user" once
    ///
    /// - Parameter text: hook, pattern, action and qualifier
    /// - Throws: where the text is wrong
    public init(parsing text: String) throws(PolicySyntaxError) {
        var words = WordReader(text)
        let hook = try words.nextHook()
        words.skipPatternIfActionIsNear(hook)
        let pattern = try words.nextPattern(for: hook)
        var reader = ActionReader(words: words, hook: hook)
        let action = try reader.read()
        self.init(on: hook, pattern, action, try reader.words.nextQualifier())
    }
}

extension PolicyRule: CustomStringConvertible {
    /// The rule as it stands behind `:on`; counts are not part of it.
    public var description: String {
        let pattern = pattern.fitsEverything ? "" : pattern.description
        return [hook.rawValue, pattern, action.description, qualifier.description]
            .filter { !$0.isEmpty }
            .joined(separator: " ")
    }
}

extension WordReader {
    /// Reads the name of a hook.
    mutating func nextHook() throws(PolicySyntaxError) -> Hook {
        let names = Hook.allCases.map(\.rawValue)
        guard let word = try next() else { throw error("a hook is missing", expected: names) }
        guard let keyword = word.keyword, let hook = Hook(rawValue: keyword) else {
            throw error(
                "unknown hook \(WordReader.shown(word))", at: word.offset, expected: names,
                suggestion: nearestName(to: word.text, among: names))
        }
        return hook
    }
}
