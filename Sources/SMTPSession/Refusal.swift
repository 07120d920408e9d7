import SMTPGrammar

/// Why a command, or a message, is refused by what an extension demands.
struct Refusal: Sendable {
    let rule: Rule
    /// What should be there, as the beginning of a sentence; nil for no caret.
    var expected: String?
    /// The enhanced code, if it is not the rule's.
    var enhanced: EnhancedStatusCode?
    /// The text of the reply, if it is not the rule's.
    var text: String?

    /// A value that is of the right form and yet wrong: 501.
    static func value(_ expected: String) -> Refusal {
        Refusal(rule: .parameterValue, expected: expected)
    }
}
