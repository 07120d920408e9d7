import SMTPGrammar

extension Session {
    /// Where the path begins behind `FROM:` or `TO:`, in any mixture of cases; nil without it.
    static func startOfPath(_ line: Span<UInt8>, _ word: StaticString) -> Int? {
        let start = 5
        let end = start + word.utf8CodeUnitCount
        guard line.count >= end else { return nil }
        for index in start..<end
        where ASCII.uppercased(line[index]) != word.utf8Start[index - start] {
            return nil
        }
        return end
    }

    /// Reads a path strictly; where that fails, once more with what is tolerated, and notes it.
    ///
    /// - Returns: the path and the offset behind it; nil if the client was told that it is wrong
    mutating func readPath(
        _ verb: Verb, _ line: Span<UInt8>, from start: Int, _ outputs: inout [Output]
    ) -> (Path, Int)? {
        var reader = PathReader(limits: configuration.limits.path)
        do {
            return (try reader.read(line, from: start), reader.position)
        } catch {
            return readPathLeniently(verb, line, from: start, strictly: error, &outputs)
        }
    }

    private mutating func readPathLeniently(
        _ verb: Verb, _ line: Span<UInt8>, from start: Int, strictly strict: SyntaxError,
        _ outputs: inout [Output]
    ) -> (Path, Int)? {
        let tolerances = pathTolerances(verb)
        var reader = PathReader(tolerances: tolerances, limits: configuration.limits.path)
        do {
            let path = try reader.read(line, from: start)
            for (tolerance, rule) in Session.pathRules(verb) where reader.used.contains(tolerance) {
                outputs.append(.note(Note(rule, offset: strict.offset)))
            }
            return (path, reader.position)
        } catch {
            refusePath(verb, tolerances.isEmpty ? strict : error, &outputs)
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
        ]
    }

    private mutating func refusePath(
        _ verb: Verb, _ error: SyntaxError, _ outputs: inout [Output]
    ) {
        if verb == .rcpt { counters.refusedRecipients += 1 }
        let isMail = verb == .mail
        let rule: Rule =
            switch error.problem {
            case .spaceAfterColon: isMail ? .mailSpaceAfterColon : .rcptSpaceAfterColon
            case .openingBracket: .missingBrackets
            case .atSign: .missingDomain
            case .localPartTooLong: .localPartTooLong
            case .domainTooLong: .domainTooLong
            case .pathTooLong: .pathTooLong
            case .closingBracket, .sourceRoute, .localPart, .quotedString, .domain, .addressLiteral,
                .nullForwardPath, .from, .to, .parameterSpace, .parameterKeyword, .parameterValue,
                .unknownParameter, .duplicateParameter, .tooManyParameters, .argumentMissing,
                .argumentUnexpected, .controlCharacter, .eightBit, .mechanism, .base64:
                isMail ? .senderAddress : .recipientAddress
            }
        // The catalogue's codes are those for recipients; a sender's address has its own (RFC 3463 §3.2).
        let isRecipientCode = rule.enhanced == EnhancedStatusCode(5, 1, 3)
        refuse(
            rule, error, enhanced: isMail && isRecipientCode ? EnhancedStatusCode(5, 1, 7) : nil,
            &outputs)
    }
}
