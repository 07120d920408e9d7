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
        guard let start = startOfArgument(line, &outputs) else { return }
        guard start < line.count else {
            return refuse(
                .argumentMissing, SyntaxError(at: line.count, .mechanism), &outputs)
        }
        let argument = line.extracting(start..<line.count)
        let text = Session.commandText(argument)
        guard let mechanism = configuration.mechanisms.first(where: { $0.name == text.verb }) else {
            return refuse(.mechanismUnknown, SyntaxError(at: start, .mechanismUnknown), &outputs)
        }
        guard mechanism.isUsable(allowsPlaintext: allowsPlaintext) else {
            return refuse(.mechanismNeedsTLS, &outputs)
        }
        var exchange = AuthenticationExchange(
            mechanism: text.verb, clientIdentity: tls?.clientIdentity)
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
        exchange.responses.append(response)
        control = .response(exchange)
        askAuthentication(exchange, &outputs)
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
        case .challenge(let challenge):
            var exchange = exchange
            exchange.challenges.append(challenge)
            control = .response(exchange)
            return reply(.authenticationChallenge, text: Base64.encode(challenge), &outputs)
        case .authenticated(let user):
            authenticatedUser = user
            watch.expectsCredentials = false
            leaveExchange()
            return reply(.authenticationSucceeded, &outputs)
        case .malformed(let fault):
            let isInitial = fault == .initialResponse
            return endExchange(
                isInitial ? .initialResponseUnexpected : .authenticationMalformed, &outputs)
        case .accept, .reject, .tempfail, .discard, .rewrite, .close, .disconnect, .silence, .delay,
            .raw, .capabilities, .content:
            leaveExchange()
        }
        guard
            isTaken(
                answer, refused: .credentialsInvalid, deferred: .authenticationDeferred, &outputs)
        else { return countFailure(answer, &outputs) }
        authenticatedUser = ""
        watch.expectsCredentials = false
        confirm(answer, .authenticationSucceeded, &outputs)
    }

    /// RFC 4954 §9 wants clients to have at least three attempts before they are dropped.
    ///
    /// The reply to the last one is 421.
    private mutating func countFailure(_ answer: Answer, _ outputs: inout [Output]) {
        guard case .reject = answer else { return }
        counters.authenticationFailures += 1
        let limit = configuration.limits.authenticationFailures
        guard limit > 0, counters.authenticationFailures >= limit else { return }
        outputs.removeLast()
        let rule = Rule.tooManyAuthenticationFailures
        reply(rule, text: named(rule), &outputs)
        close(&outputs)
    }
}
