import SMTPGrammar

// RFC 4954 §4:
//   AUTH mechanism [initial-response]
// An initial response of "=" is an empty one. The client cancels with "*". The messages go into the
// exchange without their base64; whoever drives the session computes the next challenge or the
// verdict from them. A line of the exchange is never taken for a command.

extension VerbDeclaration {
    static let auth = VerbDeclaration(
        .auth, "RFC 4954 §4", "AUTH PLAIN dGVzdAB0ZXN0ADEyMzQ=",
        "Begins a SASL exchange by a mechanism.",
        """
        The first response may stand on the same line, in base64. The server sends challenges after \
        334, and * cancels.
        """,
        argument: .mechanism, replies: "235, 334; 432, 454, 500, 501, 503, 504, 534, 535, 538",
        order: [
            .hello, .extendedHello, .unauthenticated, .outsideTransaction, .beforeAuthentication,
        ],
        conflict: .authInTransaction, place: .lastBeforeChallenge, of: .auth)
}

extension Session {
    mutating func performAuthentication(_ line: Span<UInt8>, _ outputs: inout [Output]) {
        trail = .refusedAuthentication
        guard let start = startOfArgument(line, &outputs) else { return }
        guard start < line.count else {
            return refuse(
                .argumentMissing, SyntaxError(at: line.count, .mechanism), &outputs)
        }
        let argument = line.extracting(start..<line.count)
        let text = Session.commandText(argument)
        guard let mechanism = configuration.mechanisms.first(where: { $0.name == text.verb }),
            listed == nil || lists(mechanism)
        else {
            return refuse(.mechanismUnknown, SyntaxError(at: start, .mechanismUnknown), &outputs)
        }
        guard isUsable(mechanism) else {
            return refuse(.mechanismNeedsTLS, &outputs)
        }
        var exchange = AuthenticationExchange(
            mechanism: text.verb, clientIdentity: tls?.clientIdentity)
        exchange.channelBindings = tls?.channelBindings ?? [:]
        exchange.offersChannelBinding = configuration.mechanisms.contains {
            $0.needsChannelBinding && isUsable($0)
        }
        guard let responseStart = startOfArgument(line, from: start, &outputs) else { return }
        if responseStart < line.count {
            let octets = Session.octets(line, from: responseStart)
            guard let response = decode(octets[...], &outputs) else { return }
            exchange.responses = [response]
            exchange.hasInitialResponse = true
        }
        control = .response(exchange)
        askAuthentication(exchange, &outputs)
    }

    /// Without anybody to ask, nobody's credentials are right.
    private mutating func askAuthentication(
        _ exchange: AuthenticationExchange, _ outputs: inout [Output]
    ) {
        guard asks(.auth) else { return resumeAuthentication(exchange, .reject(), &outputs) }
        ask(.authenticate(exchange), &outputs)
    }

    /// Takes a line of the exchange.
    mutating func readResponse(
        _ line: Span<UInt8>, isTooLong: Bool, _ outputs: inout [Output]
    ) {
        guard !isTooLong else { return endExchange(.authenticationLineTooLong, &outputs) }
        let octets = Session.octets(line, from: 0)
        guard octets != [UInt8(ascii: "*")] else {
            return endExchange(.authenticationCancelled, &outputs)
        }
        guard var exchange = control.exchange else { return }
        guard let response = decode(octets[...], isResponse: true, &outputs) else { return }
        if let outcome = exchange.outcome { return conclude(outcome, response, &outputs) }
        exchange.responses.append(response)
        control = .response(exchange)
        askAuthentication(exchange, &outputs)
    }

    /// Ends an exchange whose last challenge told the client already how it ends.
    ///
    /// RFC 4422 §3.6: to what the server sends with its success, the client's answer is empty.
    private mutating func conclude(
        _ outcome: AuthenticationOutcome, _ response: [UInt8], _ outputs: inout [Output]
    ) {
        switch outcome {
        case .succeeds(let user):
            guard response.isEmpty else { return endExchange(.authenticationMalformed, &outputs) }
            succeed(user, &outputs)
        case .fails:
            leaveExchange()
            guard !isLastFailure(.reject(), &outputs) else { return }
            refuse(.credentialsInvalid, &outputs)
        }
    }

    private mutating func succeed(_ user: String, _ outputs: inout [Output]) {
        authenticatedUser = user
        watch.expectsCredentials = false
        trail = .none
        leaveExchange()
        reply(.authenticationSucceeded, &outputs)
    }

    /// Sends a challenge; with an outcome, it is the last.
    private mutating func challenge(
        _ challenge: [UInt8], _ exchange: AuthenticationExchange,
        outcome: AuthenticationOutcome? = nil, _ outputs: inout [Output]
    ) {
        var exchange = exchange
        exchange.challenges.append(challenge)
        exchange.outcome = outcome
        control = .response(exchange)
        reply(.authenticationChallenge, text: Base64.encode(challenge), &outputs)
    }

    /// Decodes strictly; on failure the exchange is over and the client told.
    private mutating func decode(
        _ text: ArraySlice<UInt8>, isResponse: Bool = false, _ outputs: inout [Output]
    ) -> [UInt8]? {
        if !isResponse, text.elementsEqual([ASCII.equals]) { return [] }
        do {
            return try Base64.decode(text)
        } catch {
            endExchange(.base64Invalid, &outputs)
            return nil
        }
    }

    private mutating func endExchange(_ rule: Rule, _ outputs: inout [Output]) {
        leaveExchange()
        refuse(rule, &outputs)
    }

    /// Forgets the exchange with the secrets in it.
    private mutating func leaveExchange() { control = .mail }

    mutating func resumeAuthentication(
        _ exchange: AuthenticationExchange, _ answer: Answer, _ outputs: inout [Output]
    ) {
        switch answer {
        case .challenge(let data): return challenge(data, exchange, &outputs)
        case .authenticated(let user, data: let data?):
            return challenge(data, exchange, outcome: .succeeds(user), &outputs)
        case .authenticated(let user, data: nil): return succeed(user, &outputs)
        case .refused(let data): return challenge(data, exchange, outcome: .fails, &outputs)
        case .malformed(let fault):
            let isInitial = fault == .initialResponse
            return endExchange(
                isInitial ? .initialResponseUnexpected : .authenticationMalformed, &outputs)
        case .raw(let octets) where Reply(raw: octets, rule: .rawReply).class == 3:
            var exchange = exchange
            exchange.challenges.append(Session.challenge(inReply: octets))
            control = .response(exchange)
            return send(Reply(raw: octets, rule: .rawReply), &outputs)
        case .accept, .reject, .tempfail, .discard, .rewrite, .close, .disconnect, .silence, .delay,
            .raw, .capabilities, .content, .linked:
            leaveExchange()
        }
        guard !isLastFailure(answer, &outputs),
            isTaken(
                answer, refused: .credentialsInvalid, deferred: .authenticationDeferred, &outputs)
        else { return }
        authenticatedUser = ""
        watch.expectsCredentials = false
        trail = .none
        confirm(answer, .authenticationSucceeded, &outputs)
    }

    /// What a 334 of the policy's own octets challenges with; nothing if its text is not base64.
    private static func challenge(inReply octets: [UInt8]) -> [UInt8] {
        let text = octets.dropFirst(4).prefix { $0 > ASCII.space }
        return (try? Base64.decode(text)) ?? []
    }

    /// Counts a failure; the reply to the last that the server bears is 421, after which it closes.
    ///
    /// RFC 4954 §9 wants clients to have at least three attempts before they are dropped.
    private mutating func isLastFailure(_ answer: Answer, _ outputs: inout [Output]) -> Bool {
        guard case .reject = answer else { return false }
        counters.authenticationFailures += 1
        let limit = configuration.limits.authenticationFailures
        guard limit > 0, counters.authenticationFailures >= limit else { return false }
        let rule = Rule.tooManyAuthenticationFailures
        reply(rule, text: named(rule), &outputs)
        close(&outputs)
        return true
    }
}
