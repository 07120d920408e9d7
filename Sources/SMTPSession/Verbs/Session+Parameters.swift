import SMTPGrammar

// RFC 5321 §4.1.1.11: "If the server SMTP does not recognize or cannot implement one or more of the
// parameters associated with a particular MAIL FROM or RCPT TO command, it will return code 555."

extension Session {
    /// Reads the parameters after a path; if they are wrong, the client was told.
    ///
    /// Most commands have none.
    @inline(__always)
    mutating func readParameters(
        _ verb: Verb, _ line: Span<UInt8>, after path: PathRange,
        _ parameters: inout MailParameters, _ outputs: inout [Output]
    ) -> Bool {
        path.end == line.count || readsSize(verb, line, from: path.end, &parameters)
            || readSomeParameters(verb, line, after: path, &parameters, &outputs)
    }

    /// Reads the size of a message, if that is on offer and all that follows the path; else nothing.
    ///
    /// It is what clients say most often. Everything else is left to the reader of all parameters.
    @inline(never)
    private mutating func readsSize(
        _ verb: Verb, _ line: Span<UInt8>, from start: Int, _ parameters: inout MailParameters
    ) -> Bool {
        guard verb == .mail, isExtended, configuration.extensions.contains(.size),
            configuration.limits.parameters > 0, let size = Session.onlySize(line, from: start)
        else { return false }
        if case .some = listed { return false }
        parameters.size = size
        return true
    }

    /// The number of at most nineteen digits after ` SIZE=`, up to the end of the line.
    private static func onlySize(_ line: Span<UInt8>, from start: Int) -> UInt64? {
        guard let digits = endOfWord(line, " SIZE=", from: start), digits < line.count,
            line.count &- digits < 20
        else { return nil }
        var size: UInt64 = 0
        for index in digits..<line.count {
            let digit = line[index] &- ASCII.zero
            guard digit < 10 else { return nil }
            size = size &* 10 &+ UInt64(digit)
        }
        return size
    }

    private mutating func readSomeParameters(
        _ verb: Verb, _ line: Span<UInt8>, after path: PathRange,
        _ parameters: inout MailParameters, _ outputs: inout [Output]
    ) -> Bool {
        var reader = ParameterReader(
            from: path.end, toleratesExtraBlanks: tolerates(.extraBlank))
        var count = 0
        var given: [(place: Int, range: ParameterRange)] = []
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
                let place = try readTolerantly(verb, line, range, &parameters, &outputs)
                if let place { given.append((place, range)) }
            }
            if let blank = reader.extraBlank {
                outputs.append(.note(Note(.extraBlank, offset: blank)))
            }
            return given.isEmpty
                || checks(given, verb, Path(line, path), &parameters, &outputs)
        } catch {
            let own = last.flatMap {
                ParameterCheck.rule(for: error.problem, line, $0.keyword, of: verb)
            }
            refusePart(verb, error, by: own, &outputs)
            return false
        }
    }

    /// Reads one parameter; one whose fault is tolerated counts as if it were not there.
    private mutating func readTolerantly(
        _ verb: Verb, _ line: Span<UInt8>, _ range: ParameterRange,
        _ parameters: inout MailParameters, _ outputs: inout [Output]
    ) throws(SyntaxError) -> Int? {
        do {
            return try readParameter(verb, line, range, &parameters, &outputs)
        } catch {
            let rule =
                ParameterCheck.rule(for: error.problem, line, range.keyword, of: verb)
                ?? error.problem.parameterRule
            guard let rule, tolerates(rule) else { throw error }
            outputs.append(.note(Note(rule, offset: error.offset)))
            return nil
        }
    }

    /// Reads one parameter into its place; returns where that is known, if a check belongs to it.
    private mutating func readParameter(
        _ verb: Verb, _ line: Span<UInt8>, _ range: ParameterRange,
        _ parameters: inout MailParameters, _ outputs: inout [Output]
    ) throws(SyntaxError) -> Int? {
        let offset = range.keyword.lowerBound
        let limits = configuration.limits.path
        let offered = configuration.offered
        // Two extensions can bring the same one: what is on offer comes first.
        let place =
            KnownParameter.place(of: line, range.keyword, of: verb, in: offered)
            ?? KnownParameter.place(of: line, range.keyword, of: verb, in: .all)
        if let place {
            if listed != nil || !offered.contains(place.flag) {
                try demandOffer(of: place.flag, at: offset, &outputs)
            }
            let (value, found) = try Session.read(verb, line, range, offered, limits, at: place)
            try parameters.add(value, found.keyword, at: offset)
            return found.hasCheck ? found.index : nil
        }
        let (own, isOn) = try ownParameter(verb, line, range.keyword)
        if !isOn { throw SyntaxError(at: offset, .parameterNotOffered) }
        try parameters.add(own.form.read(line, range, limits), own.keyword, at: offset)
        return nil
    }

    /// A parameter of an extension of the embedder's, and whether it is on offer.
    private func ownParameter(
        _ verb: Verb, _ line: Span<UInt8>, _ keyword: Range<Int>
    ) throws(SyntaxError) -> (ESMTPParameter, isOffered: Bool) {
        for own in configuration.ownExtensions {
            for parameter in own.parameters
            where parameter.verb == verb && KnownParameter.spells(line, keyword, parameter.keyword)
            {
                return (parameter, own.isOn && lists(own.keyword))
            }
        }
        throw SyntaxError(at: keyword.lowerBound, .unknownParameter)
    }

    /// Reads the value of the parameter at a place, or at a later one of the same name.
    private static func read(
        _ verb: Verb, _ line: Span<UInt8>, _ range: ParameterRange, _ offered: ExtensionSet,
        _ limits: PathLimits, at place: KnownParameter.Place
    ) throws(SyntaxError) -> (ParameterValue, KnownParameter.Place) {
        do {
            return (try KnownParameter.forms[place.index].read(line, range, limits), place)
        } catch {
            let other = KnownParameter.place(
                of: line, range.keyword, of: verb, in: offered, from: place.index + 1)
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

extension SyntaxError.Problem {
    /// The rule for what can be wrong with one parameter by itself.
    fileprivate var parameterRule: Rule? {
        switch self {
        case .unknownParameter: .unknownParameter
        case .duplicateParameter: .duplicateParameter
        case .parameterValue: .parameterValue
        case .spaceAfterColon, .openingBracket, .atSign, .localPartTooLong, .domainTooLong,
            .pathTooLong, .parameterSpace, .parameterKeyword, .parameterAfterHelo,
            .parameterNotOffered, .parameterListedButOff, .addressTag, .sourceRouteRefused,
            .tooManyParameters, .extraBlank, .closingBracket, .sourceRoute, .localPart,
            .quotedString, .domain, .addressLiteral, .nullForwardPath, .from, .to,
            .argumentMissing, .argumentUnexpected, .controlCharacter, .eightBit, .mechanism,
            .mechanismUnknown, .base64, .bareAddress, .helloInformation:
            nil
        }
    }
}
