import SMTPGrammar

extension Session {
    /// Where the path begins after `FROM:` or `TO:`; nil if the client was told what is wrong.
    @inline(__always)
    mutating func startOfPath(
        _ verb: Verb, _ line: Span<UInt8>, _ outputs: inout [Output]
    ) -> Int? {
        let word: StaticString = verb == .mail ? "FROM:" : "TO:"
        return Session.endOfWord(line, word, from: 5) ?? startOfDistantPath(verb, line, &outputs)
    }

    private mutating func startOfDistantPath(
        _ verb: Verb, _ line: Span<UInt8>, _ outputs: inout [Output]
    ) -> Int? {
        let isMail = verb == .mail
        let start = Session.endOfBlanks(line, from: 5)
        guard let end = Session.endOfWord(line, isMail ? "FROM:" : "TO:", from: start) else {
            refuse(
                isMail ? .mailFrom : .rcptTo,
                SyntaxError(at: min(start, line.count), isMail ? .from : .to), &outputs)
            return nil
        }
        return permitsBlank(at: 5, &outputs) ? end : nil
    }

    /// The offset after a word that begins at another; nil without it.
    ///
    /// The word is given in capitals, and stands there in any mixture of cases.
    @inline(__always)
    static func endOfWord(
        _ line: Span<UInt8>, _ word: StaticString, from start: Int
    ) -> Int? {
        let end = start + word.utf8CodeUnitCount
        guard line.count >= end else { return nil }
        for index in start..<end {
            let letter = word.utf8Start[index - start]
            // Without bit 5 a small letter is the capital, and nothing else is.
            let isLetter = letter &- UInt8(ascii: "A") < 26
            guard line[index] & (isLetter ? 0xDF : 0xFF) == letter else { return nil }
        }
        return end
    }

    /// Reads a path strictly; where that fails, once more with what is tolerated, and notes it.
    ///
    /// Returns nil if the client was told that it is wrong. A line with octets above 127 comes here only where
    /// they may be in a path.
    @inline(__always)
    mutating func readPath(
        _ verb: Verb, _ line: Span<UInt8>, from start: Int, _ outputs: inout [Output]
    ) -> PathRange? {
        PathRange(plain: line, from: start, limits: configuration.limits.path)
            ?? readOtherPath(verb, line, from: start, &outputs)
    }

    private mutating func readOtherPath(
        _ verb: Verb, _ line: Span<UInt8>, from start: Int, _ outputs: inout [Output]
    ) -> PathRange? {
        var reader = PathReader(
            limits: configuration.limits.path, allowsPostmaster: verb == .rcpt,
            allowsNonASCII: true)
        do {
            let path = try reader.find(line, from: start)
            let isPermitted = !path.hasSourceRoute || isRoutePermitted(verb, at: start, &outputs)
            return isPermitted ? path : nil
        } catch {
            return readPathLeniently(verb, line, from: start, strictly: error, &outputs)
        }
    }

    /// Lets a source route pass with a note, or refuses it.
    ///
    /// RFC 5321 §3.6.1: "SMTP servers MAY decline to act as mail relays or to accept addresses that specify
    /// source routes."
    private mutating func isRoutePermitted(
        _ verb: Verb, at start: Int, _ outputs: inout [Output]
    ) -> Bool {
        guard !tolerates(.sourceRoute) else {
            outputs.append(.note(Note(.sourceRoute, offset: start)))
            return true
        }
        refuseAddress(verb, .sourceRoute, SyntaxError(at: start, .sourceRouteRefused), &outputs)
        return false
    }

    private mutating func readPathLeniently(
        _ verb: Verb, _ line: Span<UInt8>, from start: Int, strictly strict: SyntaxError,
        _ outputs: inout [Output]
    ) -> PathRange? {
        let tolerances = pathTolerances(verb)
        var reader = PathReader(
            tolerances: tolerances, limits: configuration.limits.path,
            allowsPostmaster: verb == .rcpt, allowsNonASCII: true)
        do {
            let path = try reader.find(line, from: start)
            guard !path.hasSourceRoute || isRoutePermitted(verb, at: start, &outputs) else {
                return nil
            }
            for (tolerance, rule) in Session.pathRules(verb) where reader.used.contains(tolerance) {
                outputs.append(.note(Note(rule, offset: strict.offset)))
            }
            return path
        } catch {
            refusePart(verb, tolerances.isEmpty ? strict : error, &outputs)
            return nil
        }
    }

    private func pathTolerances(_ verb: Verb) -> PathTolerances {
        Session.pathRules(verb).reduce(into: []) { tolerances, entry in
            if tolerates(entry.1) { tolerances.formUnion(entry.0) }
        }
    }

    private static func pathRules(_ verb: Verb) -> [(PathTolerances, Rule)] {
        [
            (.spaceAfterColon, verb == .mail ? .mailSpaceAfterColon : .rcptSpaceAfterColon),
            (.missingBrackets, .missingBrackets),
            (.missingDomain, .missingDomain),
            (.looseAddress, .looseAddress),
            (.addressTag, .addressTag),
        ]
    }

    /// Refuses a path or a parameter after it by the rule for its fault, or by another one.
    mutating func refusePart(
        _ verb: Verb, _ error: SyntaxError, by own: Rule? = nil, _ outputs: inout [Output]
    ) {
        if let own { return refuse(own, error, &outputs) }
        let isMail = verb == .mail
        let rule: Rule =
            switch error.problem {
            case .spaceAfterColon: isMail ? .mailSpaceAfterColon : .rcptSpaceAfterColon
            case .openingBracket: .missingBrackets
            case .atSign: .missingDomain
            case .localPartTooLong: .localPartTooLong
            case .domainTooLong: .domainTooLong
            case .pathTooLong: .pathTooLong
            case .parameterSpace, .parameterKeyword: .parameter
            case .parameterValue: .parameterValue
            case .parameterAfterHelo: .parameterAfterHelo
            case .unknownParameter: .unknownParameter
            case .parameterNotOffered: .parameterNotOffered
            case .parameterListedButOff: .parameterListedButOff
            case .addressTag: .addressTag
            case .sourceRouteRefused: .sourceRoute
            case .duplicateParameter: .duplicateParameter
            case .tooManyParameters: .tooManyParameters
            case .extraBlank: .extraBlank
            case .closingBracket, .sourceRoute, .localPart, .quotedString, .domain, .addressLiteral,
                .nullForwardPath, .from, .to, .argumentMissing, .argumentUnexpected,
                .controlCharacter, .eightBit, .mechanism, .mechanismUnknown, .base64, .bareAddress,
                .helloInformation:
                isMail ? .senderAddress : .recipientAddress
            }
        refuseAddress(verb, rule, error, &outputs)
    }

    /// Refuses an address with the enhanced code for what it is.
    ///
    /// The catalogue's codes are those for recipients; a sender's mailbox and its domain have their
    /// own (RFC 3463 §3.2).
    private mutating func refuseAddress(
        _ verb: Verb, _ rule: Rule, _ error: SyntaxError, _ outputs: inout [Output]
    ) {
        var enhanced = rule.enhanced
        if verb == .mail, enhanced == EnhancedStatusCode(5, 1, 3) {
            enhanced = EnhancedStatusCode(5, 1, 7)
        } else if verb == .mail, enhanced == EnhancedStatusCode(5, 1, 2) {
            enhanced = EnhancedStatusCode(5, 1, 8)
        }
        refuse(rule, error, enhanced: enhanced, &outputs)
    }

    /// Whether a path's domain is fully qualified, or need not be; if not, the client was told.
    ///
    /// RFC 6409 §4.2: "The MSA MUST ensure that all domains in the SMTP envelope are fully qualified."
    @inline(__always)
    mutating func isQualified(
        _ verb: Verb, _ line: Span<UInt8>, _ path: PathRange, at start: Int,
        _ outputs: inout [Output]
    ) -> Bool {
        guard !tolerates(.unqualifiedDomain), Session.isSingleLabel(line, path.domain) else {
            return true
        }
        refuseAddress(verb, .unqualifiedDomain, SyntaxError(at: start, .domain), &outputs)
        return false
    }

    private static func isSingleLabel(_ line: Span<UInt8>, _ domain: Range<Int>) -> Bool {
        guard let first = domain.first, line[first] != ASCII.leftBracket else { return false }
        return !domain.contains { line[$0] == ASCII.dot }
    }
}
