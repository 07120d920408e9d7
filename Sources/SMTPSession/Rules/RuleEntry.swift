import SMTPGrammar

/// What the catalogue says about a rule.
///
/// All texts are static, so that an entry can be copied without counting references.
struct RuleEntry: Sendable {
    let rule: Rule
    let id: StaticString
    let status: Status
    let text: StaticString
    let rfc: Int
    let section: StaticString
    /// Another section of the same RFC that bears on it; perhaps none.
    let otherSection: StaticString
    let isTolerable: Bool
    let explanation: StaticString

    /// A reply code with its enhanced status code.
    struct Status: Sendable {
        let code: UInt16
        let enhanced: EnhancedStatusCode?
    }

    /// The class, subject and detail of the enhanced code follow the code, if there is one.
    init(
        _ rule: Rule, _ id: StaticString, _ code: UInt16, _ class: UInt8? = nil,
        _ subject: UInt16 = 0, _ detail: UInt16 = 0, text: StaticString, rfc: Int,
        section: StaticString, also otherSection: StaticString = "", isTolerable: Bool = false,
        _ explanation: StaticString
    ) {
        self.rule = rule
        self.id = id
        status = Status(
            code: code, enhanced: `class`.map { EnhancedStatusCode($0, subject, detail) })
        self.text = text
        self.rfc = rfc
        self.section = section
        self.otherSection = otherSection
        self.isTolerable = isTolerable
        self.explanation = explanation
    }

    /// The whole catalogue, in the order of `Rule`'s cases: a rule's number is its place.
    static let catalogue: [RuleEntry] = [
        connection, order, command, syntax, parameter, limit, success, transaction, content,
        authentication, tls, policy, `extension`, client,
    ].flatMap(\.self)
}
