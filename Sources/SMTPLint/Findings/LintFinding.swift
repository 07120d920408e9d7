import SMTPSession

/// Something that a client did wrong or unwisely, once.
///
///     MAIL FROM:<ann@client.example> SIZE=10     parameter.not-offered, at octet 31
///
/// Credentials are masked in it, as they are in a trace.
public struct LintFinding: Hashable, Sendable {
    /// The declaration that it is by.
    public var lintRule: LintRule { LintRule.of(rule) ?? LintRule(rule, level, "", mend: "") }
    /// The rule of the catalogue.
    public let rule: Rule
    /// How bad it is here: sometimes less than the declaration says, where nobody can be certain.
    public var level: LintLevel
    /// Where it is: the line of the source, or the number of the step, from 1; 0 where there is none.
    public var line: Int
    /// The client's line as it may be shown, without its end; empty where no line is to blame.
    public var octets: [UInt8]
    /// The octet in it that is to blame, from 0; nil where it is the whole line.
    public var offset: Int?
    /// Particulars, such as `line 3 of the text`; plain ASCII, perhaps empty.
    public var detail: String
    /// How often the same came one after the other; at least 1.
    public var count = 1

    init(
        _ rule: Rule, _ level: LintLevel, line: Int, octets: [UInt8] = [], offset: Int? = nil,
        detail: String = ""
    ) {
        self.rule = rule
        self.level = level
        self.line = line
        self.octets = octets
        self.offset = offset
        self.detail = detail
    }

    /// What the client did, as a sentence without its full stop, particulars included.
    public var message: String {
        let what = lintRule.message
        let more = count > 1 ? ", and \(count - 1) more like it" : ""
        return detail.isEmpty ? what + more : "\(what): \(detail)\(more)"
    }
}
