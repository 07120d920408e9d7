import SMTPGrammar

// RFC 5321 §4.1.1.11: "If the server SMTP does not recognize or cannot implement one or more of the
// parameters associated with a particular MAIL FROM or RCPT TO command, it will return code 555."

extension Session {
    /// Reads the parameters after a path; if they are wrong, the client was told.
    ///
    /// Most commands have none.
    @inline(__always)
    mutating func readParameters(
        _ verb: Verb, _ line: Span<UInt8>, from start: Int, after path: borrowing Path,
        _ parameters: inout MailParameters, _ outputs: inout [Output]
    ) -> Bool {
        start == line.count
            || readSomeParameters(verb, line, from: start, after: path, &parameters, &outputs)
    }

    private mutating func readSomeParameters(
        _ verb: Verb, _ line: Span<UInt8>, from start: Int, after path: borrowing Path,
        _ parameters: inout MailParameters, _ outputs: inout [Output]
    ) -> Bool {
        var reader = ParameterReader(
            from: start, toleratesExtraBlanks: tolerates(.extraBlank))
        let offered = configuration.offered
        var count = 0
        var given: [(check: ParameterCheck, range: ParameterRange)] = []
        var last: ParameterRange?
        do throws(SyntaxError) {
            while let range = try reader.next(line) {
                last = range
                guard isExtended else {
                    throw SyntaxError(at: range.keyword.lowerBound, .parameterAfterHelo)
                }
                count += 1
                guard count <= configuration.limits.parameters else {
                    throw SyntaxError(at: range.keyword.lowerBound, .tooManyParameters)
                }
                let check = try Session.readParameter(
                    verb, line, range, offered, configuration.ownExtensions,
                    configuration.limits.path, &parameters)
                if let check { given.append((check, range)) }
            }
            if let blank = reader.extraBlank {
                outputs.append(.note(Note(.extraBlank, offset: blank)))
            }
            return given.isEmpty || checks(given, verb, copy path, parameters, &outputs)
        } catch {
            let own = last.flatMap {
                ParameterCheck.rule(for: error.problem, line, $0.keyword, of: verb)
            }
            refusePart(verb, error, by: own, &outputs)
            return false
        }
    }

    /// Reads one parameter into its place; returns what else is to be looked at.
    private static func readParameter(
        _ verb: Verb, _ line: Span<UInt8>, _ range: ParameterRange, _ offered: ExtensionSet,
        _ own: [SMTPExtension], _ limits: PathLimits, _ parameters: inout MailParameters
    ) throws(SyntaxError) -> ParameterCheck? {
        if let place = KnownParameter.place(of: line, range.keyword, of: verb, in: offered) {
            let known = KnownParameter.all
            let (value, found) = try read(verb, line, range, offered, limits, at: place)
            try parameters.add(value, known[found].keyword, at: range.keyword.lowerBound)
            return known[found].check
        }
        let own = own.lazy.filter(\.isOn).flatMap(\.parameters).first {
            $0.verb == verb && KnownParameter.spells(line, range.keyword, $0.keyword)
        }
        guard let own else { throw SyntaxError(at: range.keyword.lowerBound, .unknownParameter) }
        try parameters.add(
            own.form.read(line, range, limits), own.keyword, at: range.keyword.lowerBound)
        return nil
    }

    /// Reads the value of the parameter at a place, or at a later one of the same name.
    private static func read(
        _ verb: Verb, _ line: Span<UInt8>, _ range: ParameterRange, _ offered: ExtensionSet,
        _ limits: PathLimits, at place: Int
    ) throws(SyntaxError) -> (ParameterValue, Int) {
        do {
            return (try KnownParameter.all[place].form.read(line, range, limits), place)
        } catch {
            let other = KnownParameter.place(
                of: line, range.keyword, of: verb, in: offered, from: place + 1)
            guard let other else { throw error }
            do {
                return try read(verb, line, range, offered, limits, at: other)
            } catch let last {
                let expected = [error.expected, last.expected].compactMap(\.self)
                throw SyntaxError(
                    at: error.offset, error.problem, expected: expected.joined(separator: " or "))
            }
        }
    }
}

extension MailParameters {
    /// Adds what a parameter says; throws if it said something already.
    fileprivate mutating func add(
        _ value: ParameterValue, _ keyword: String, at offset: Int
    ) throws(SyntaxError) {
        guard self[keyword] == nil else { throw SyntaxError(at: offset, .duplicateParameter) }
        self[keyword] = value
    }
}
