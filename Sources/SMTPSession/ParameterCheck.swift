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
        /// The path of the command; nil once that is over.
        var path: Path?
        /// For RCPT, the transaction so far.
        let envelope: Envelope
        let configuration: Configuration
        let isSecured: Bool
        let user: String?
        let hello: Hello?
        let clock: Instant

        /// The time in UTC, in seconds since 1970.
        var now: Int64 {
            Int64(clamping: configuration.beginningOfTime) + Int64(clock.milliseconds / 1_000)
        }
    }

    let keyword: String
    let verb: Verb
    /// What is wrong, if anything is.
    let problem: @Sendable (Context) -> Refusal?
    /// What is worth a note.
    let note: (@Sendable (Context) -> Rule?)?
    /// What the reply that accepts the command says instead of the usual.
    let reply: (@Sendable (Context) -> CustomReply?)?
    /// The rule for a value of the wrong form, and for a second one, if it is not the usual.
    let fault: Rule?
    /// The rule for the parameter where its extension is not offered, if it is not the usual.
    let unsupported: Rule?

    init(
        _ keyword: String, on verb: Verb,
        fault: Rule? = nil, unsupported: Rule? = nil,
        problem: @escaping @Sendable (Context) -> Refusal? = { _ in nil },
        note: (@Sendable (Context) -> Rule?)? = nil,
        reply: (@Sendable (Context) -> CustomReply?)? = nil
    ) {
        self.keyword = keyword
        self.verb = verb
        self.fault = fault
        self.unsupported = unsupported
        self.problem = problem
        self.note = note
        self.reply = reply
    }

    /// All of them; each stands in its extension's file.
    static let all: [ParameterCheck] = [
        notifyNever, originalRecipientLength, requireTLSInClear, deliverByTime, holdFor, holdUntil,
        priority, ownedSince, solicitation, trackingName, permission, negotiation,
        submitterMailbox, transaction,
    ]

    static func of(_ keyword: String, _ verb: Verb) -> ParameterCheck? {
        all.first { $0.keyword == keyword && $0.verb == verb }
    }
}

extension Session {
    /// What a check looks at.
    func context(
        _ value: ParameterValue, _ parameters: MailParameters, _ path: Path? = nil
    ) -> ParameterCheck.Context {
        ParameterCheck.Context(
            value: value, parameters: parameters, path: path, envelope: envelope,
            configuration: configuration, isSecured: isSecured, user: authenticatedUser,
            hello: hello, clock: clock)
    }

    /// Whether all parameters of a command that were given may go together; if not, the client was told.
    mutating func checks(
        _ given: [(place: Int, range: ParameterRange)], _ verb: Verb,
        _ path: Path, _ parameters: inout MailParameters, _ outputs: inout [Output]
    ) -> Bool {
        for (place, range) in given {
            guard let check = KnownParameter.all[place].check,
                let value = parameters[check.keyword]
            else { continue }
            let context = context(value, parameters, path)
            guard let problem = check.problem(context) else {
                if let rule = check.note?(context) { outputs.append(.note(Note(rule))) }
                continue
            }
            let offset = range.value?.lowerBound ?? range.keyword.lowerBound
            guard !tolerates(problem.rule) else {
                parameters[check.keyword] = nil
                outputs.append(.note(Note(problem.rule, offset: offset)))
                continue
            }
            refuse(problem, at: offset, &outputs)
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

extension ParameterCheck {
    /// The rule that an extension has for a fault in its parameter; nil for the usual one.
    static func rule(
        for problem: SyntaxError.Problem, _ line: Span<UInt8>, _ keyword: Range<Int>, of verb: Verb
    ) -> Rule? {
        let check = all.first {
            $0.verb == verb && KnownParameter.spells(line, keyword, $0.keyword)
        }
        if problem == .unknownParameter || problem == .parameterNotOffered {
            return check?.unsupported
        }
        let isFault = problem == .parameterValue || problem == .duplicateParameter
        return isFault ? check?.fault : nil
    }
}
