import SMTPGrammar

/// What the catalogue tells of a rule.
///
/// All texts are static, so that an entry can be copied without counting references.
struct RuleEntry: Sendable {
    let rule: Rule
    let id: StaticString
    let status: Status
    let text: StaticString
    let rfc: Int
    let section: StaticString
    let isTolerable: Bool
    let explanation: StaticString

    /// A reply code with its enhanced status code.
    struct Status: Sendable {
        let code: UInt16
        let enhanced: EnhancedStatusCode?
    }

    init(
        _ rule: Rule, _ id: StaticString, _ code: UInt16, text: StaticString, rfc: Int,
        section: StaticString, isTolerable: Bool = false, _ explanation: StaticString
    ) {
        self.init(
            rule, id, Status(code: code, enhanced: nil), text, rfc, section, isTolerable,
            explanation)
    }

    init(
        _ rule: Rule, _ id: StaticString, _ code: UInt16, _ class: UInt8, _ subject: UInt16,
        _ detail: UInt16, text: StaticString, rfc: Int, section: StaticString,
        isTolerable: Bool = false, _ explanation: StaticString
    ) {
        let enhanced = EnhancedStatusCode(`class`, subject, detail)
        self.init(
            rule, id, Status(code: code, enhanced: enhanced), text, rfc, section, isTolerable,
            explanation)
    }

    private init(
        _ rule: Rule, _ id: StaticString, _ status: Status, _ text: StaticString, _ rfc: Int,
        _ section: StaticString, _ isTolerable: Bool, _ explanation: StaticString
    ) {
        self.rule = rule
        self.id = id
        self.status = status
        self.text = text
        self.rfc = rfc
        self.section = section
        self.isTolerable = isTolerable
        self.explanation = explanation
    }

    /// The whole catalogue, in the order of `Rule`'s cases: a rule's number is its place.
    static let catalogue: [RuleEntry] = [
        connection, order, command, syntax, parameter, limit, success, transaction, content,
        authentication, tls, policy,
    ].flatMap(\.self)
}
