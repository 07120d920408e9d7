import SMTPSession

/// A rule of lint: what of the catalogue is a client's mistake, how bad it is, and how to mend it.
///
/// Nearly all of them need no code: the machine notes or refuses what departs from the standard, by the same rule
/// of the catalogue. What needs memory over a session, `Linter` finds.
public struct LintRule: Hashable, Sendable {
    /// When the client is not to blame.
    enum Excuse: Hashable, Sendable {
        /// Never.
        case none
        /// Where the refusal that led to it came later than the write: the commands were pipelined, as they may be.
        case inGroup
    }

    /// The rule of the catalogue, with its clause and its explanation.
    public let rule: Rule
    /// How bad it is.
    public let level: LintLevel
    /// What the client did, as a sentence without its full stop.
    public let message: String
    /// How to mend it: what the client is to do instead.
    public let mend: String
    let excuse: Excuse
    /// Whether a more particular finding on the same line takes its place.
    let isGeneral: Bool

    init(
        _ rule: Rule, _ level: LintLevel, _ message: String, mend: String,
        unless excuse: Excuse = .none, isGeneral: Bool = false
    ) {
        self.rule = rule
        self.level = level
        self.message = message
        self.mend = mend
        self.excuse = excuse
        self.isGeneral = isGeneral
    }

    /// All of them, by topic.
    public static let all: [LintRule] = [
        connection, order, command, syntax, address, parameter, text, authentication, client,
    ].flatMap(\.self)

    /// The lint rule of a rule of the catalogue; nil for one that is no mistake of a client.
    public static func of(_ rule: Rule) -> LintRule? { byRule[Int(rule.rawValue)] }

    private static let byRule: [LintRule?] = {
        var table = [LintRule?](repeating: nil, count: 256)
        for known in all { table[Int(known.rule.rawValue)] = known }
        return table
    }()
}
