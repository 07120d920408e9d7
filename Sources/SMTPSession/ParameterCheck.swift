import SMTPGrammar

// The form of a value says what one parameter can be. What depends on anything else, such as another
// parameter, a limit, or TLS, an extension says by a check, next to its declaration.

/// What an extension demands of a parameter beyond the form of its value, and how it changes the reply.
///
/// It is looked at when its parameter was given, once all parameters of the command are known.
struct ParameterCheck: Sendable {
    /// What the parameter may depend on.
    struct Context: Sendable {
        /// What the parameter said.
        let value: ParameterValue
        /// All parameters of the command.
        let parameters: MailParameters
        /// For RCPT, the transaction so far.
        let envelope: Envelope
        let configuration: Configuration
        let isSecured: Bool
        let user: String?
        let hello: Hello?
        let clock: Instant
    }

    /// Why a command is refused because of a parameter.
    struct Problem: Sendable {
        let rule: Rule
        /// What should be there, as the beginning of a sentence; nil for no caret.
        var expected: String?
        /// The enhanced code, if it is not the rule's.
        var enhanced: EnhancedStatusCode?
    }

    let keyword: String
    let verb: Verb
    /// What is wrong, if anything is.
    let problem: @Sendable (Context) -> Problem?
    /// What the reply that accepts the command says instead of the usual.
    let reply: (@Sendable (Context) -> CustomReply?)?

    init(
        _ keyword: String, on verb: Verb,
        reply: (@Sendable (Context) -> CustomReply?)? = nil,
        problem: @escaping @Sendable (Context) -> Problem? = { _ in nil }
    ) {
        self.keyword = keyword
        self.verb = verb
        self.problem = problem
        self.reply = reply
    }

    /// All of them; each stands in its extension's file.
    static let all: [ParameterCheck] = [transaction]

    static func of(_ keyword: String, _ verb: Verb) -> ParameterCheck? {
        all.first { $0.keyword == keyword && $0.verb == verb }
    }
}

extension ParameterCheck.Problem {
    /// A value that is of the right form and yet wrong: 501.
    static func value(_ expected: String) -> ParameterCheck.Problem {
        ParameterCheck.Problem(rule: .parameterValue, expected: expected)
    }
}

extension Session {
    /// What a check looks at.
    func context(
        _ value: ParameterValue, _ parameters: MailParameters
    ) -> ParameterCheck.Context {
        ParameterCheck.Context(
            value: value, parameters: parameters, envelope: envelope, configuration: configuration,
            isSecured: isSecured, user: authenticatedUser, hello: hello, clock: clock)
    }

    /// Whether all parameters of a command that were given may go together; if not, the client was told.
    mutating func checks(
        _ given: [(check: ParameterCheck, range: ParameterRange)], _ verb: Verb,
        _ parameters: MailParameters, _ outputs: inout [Output]
    ) -> Bool {
        for (check, range) in given {
            guard let value = parameters[check.keyword],
                let problem = check.problem(context(value, parameters))
            else { continue }
            if verb == .rcpt { counters.refusedRecipients += 1 }
            let place = range.value?.lowerBound ?? range.keyword.lowerBound
            let fault = problem.expected.map {
                SyntaxError(at: place, .parameterValue, expected: $0)
            }
            refuse(problem.rule, fault, enhanced: problem.enhanced, &outputs)
            return false
        }
        return true
    }

    /// What the parameters of a command make of the reply that accepts it; nil for the usual.
    func acceptance(_ verb: Verb, _ parameters: MailParameters) -> CustomReply? {
        for check in ParameterCheck.all where check.verb == verb {
            guard let reply = check.reply, let value = parameters[check.keyword] else { continue }
            if let own = reply(context(value, parameters)) { return own }
        }
        return nil
    }
}
