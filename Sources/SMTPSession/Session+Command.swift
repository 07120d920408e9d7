import SMTPGrammar

extension Session {
    /// Looks at a command line as a whole: what every command has in common.
    ///
    /// A clean line is known to hold only printable octets.
    mutating func readCommand(
        _ line: Span<UInt8>, isClean: Bool, _ outputs: inout [Output]
    ) {
        let verb = Session.verb(line)
        subject = isHello(verb) ? .connection : .other
        guard trail != .ungreeted || isPermittedUngreeted(&outputs) else { return }
        if countsOctets(after: verb) { return readChunkCommand(line, &outputs) }
        let limit = configuration.limits.commandLine
        guard line.count + 2 <= limit || isWithinLimit(line.count, verb) else {
            noteStep(line, &outputs)
            return refuseLongLine(verb, &outputs)
        }
        if !isClean, let offset = LineScanner.firstForbidden(line) {
            guard line[offset] > 127 else { return refuseOctet(line, at: offset, &outputs) }
            guard takesNonASCII(verb, line, at: offset, &outputs) else { return }
        }
        let end = Session.endWithoutBlanks(line)
        if end < line.count, !permits(.trailingBlank, at: end, &outputs) { return }
        guard end > 0 else { return refuseEmpty(&outputs) }
        let command = line.extracting(0..<end)
        guard asks(.verb) else {
            return dispatch(end < line.count ? Session.verb(command) : verb, command, &outputs)
        }
        ask(.verb(Session.commandText(command)), &outputs)
    }

    /// Whether its replies have no enhanced status codes.
    @inline(__always)
    func isHello(_ verb: Verb?) -> Bool {
        verb == .ehlo || verb == .helo || verb == .lhlo && configuration.isLMTP
    }

    /// Goes on with a command when the verb filter has let it pass.
    mutating func resumeVerb(
        _ text: CommandText, _ answer: Answer, _ outputs: inout [Output]
    ) {
        let hasArgument = !text.argument.isEmpty
        let line = Array(text.verb.utf8) + (hasArgument ? [ASCII.space] + text.argument : [])
        if countsOctets(after: Session.verb(line.span)) {
            return resumeChunkVerb(line.span, answer, &outputs)
        }
        // These octets are the whole reply: nothing is left for the command's own to say.
        if let reply = answer.rawReply { return send(reply, &outputs) }
        guard isTaken(answer, refused: .commandRefused, deferred: .commandDeferred, &outputs) else {
            return
        }
        dispatch(Session.verb(line.span), line.span, &outputs)
    }

    /// The verb of a clean line of which nothing is to be looked at but what its verb says, as of nearly all lines;
    /// nil for any other.
    @inline(__always)
    mutating func usualVerb(_ line: Span<UInt8>) -> Verb? {
        guard control.isBetweenTexts, trail != .ungreeted, !asks(.verb),
            line.count <= configuration.limits.commandLine &- 2, line.count >= 4,
            line[line.count &- 1] > ASCII.space, let verb = Session.verb(line), verb != .bdat
        else { return nil }
        subject = isHello(verb) ? .connection : .other
        return verb
    }

    /// Hands a command to its verb, when the verb is known and in order.
    mutating func dispatch(_ verb: Verb?, _ line: Span<UInt8>, _ outputs: inout [Output]) {
        guard let verb else { return refuseUnknown(line, &outputs) }
        trail = .none
        if let rule = fault(of: verb) {
            return rule == .unknownCommand
                ? refuseUnknown(line, &outputs) : refuse(verb, rule, &outputs)
        }
        if case .some = listed { noteUnlisted(verb, &outputs) }
        guard isPipelinedRightly(verb, line, &outputs) else { return }
        perform(verb, line, &outputs)
    }

    @inline(__always)
    private mutating func perform(
        _ verb: Verb, _ line: Span<UInt8>, _ outputs: inout [Output]
    ) {
        switch verb {
        case .helo: performHello(line, isExtended: false, &outputs)
        case .ehlo: performHello(line, isExtended: true, &outputs)
        case .mail: performMail(line, &outputs)
        case .rcpt: performRecipient(line, &outputs)
        case .data: performData(line, &outputs)
        case .lhlo: performHello(line, isExtended: true, &outputs)
        case .rset: performReset(line, &outputs)
        case .noop: reply(.noopDone, &outputs)
        case .quit: performQuit(line, &outputs)
        case .vrfy: performVerify(line, &outputs)
        case .expn: performExpand(line, &outputs)
        case .help: performHelp(line, &outputs)
        case .auth: performAuthentication(line, &outputs)
        case .startTLS: performStartTLS(line, &outputs)
        case .burl: performBurl(line, &outputs)
        case .etrn: performRemoteQueue(line, &outputs)
        case .atrn: performReversal(line, &outputs)
        case .xClient: performXClient(line, &outputs)
        case .xForward: performXForward(line, &outputs)
        // Where it is known, its octets were counted off before anything else.
        case .bdat: refuse(.notImplemented, &outputs)
        case .turn, .send, .soml, .saml: refuse(.notImplemented, &outputs)
        }
    }

    /// Octets of a command line with its CR LF: 512, and what the extensions add for their
    /// parameters (RFC 5321 §4.5.3.1.4).
    private func isWithinLimit(_ count: Int, _ verb: Verb?) -> Bool {
        guard let verb else { return false }
        if verb == .auth { return count + 2 <= configuration.limits.authenticationLine }
        let added = ESMTPParameter.octets(
            of: verb, in: configuration.offered, configuration.ownExtensions)
        return count + 2 <= configuration.limits.commandLine + added
    }

    private mutating func refuseOctet(
        _ line: Span<UInt8>, at offset: Int, _ outputs: inout [Output]
    ) {
        let octet = line[offset]
        noteStep(line, &outputs)
        // The note was given when it began.
        if isHandshake(line, at: 0) { return refuseHandshake(&outputs) }
        let rule: Rule = octet == ASCII.lineFeed ? .bareLineFeed : .controlCharacter
        refuse(rule, SyntaxError(at: offset, .controlCharacter), &outputs)
    }

    static func endWithoutBlanks(_ line: Span<UInt8>) -> Int {
        var end = line.count
        while end > 0, line[end - 1] == ASCII.space || line[end - 1] == ASCII.tab { end -= 1 }
        return end
    }

    /// Nearly all verbs have four letters, so that their end need not be looked for; none has more than eight.
    static func verb(_ line: Span<UInt8>) -> Verb? {
        if line.count == 4 || line.count > 4 && line[4] == ASCII.space {
            return Verb(fourLetters: line)
        }
        return Verb(line, in: 0..<endOfVerb(line.extracting(first: 9)))
    }

    static func endOfVerb(_ line: Span<UInt8>) -> Int {
        LineScanner.first(ASCII.space, in: line, from: 0) ?? line.count
    }

    static func commandText(_ line: Span<UInt8>) -> CommandText {
        let end = endOfVerb(line)
        return CommandText(
            verb: capitals(line.extracting(0..<end)),
            argument: octets(line, from: min(end + 1, line.count)))
    }

    /// A word in capitals; an octet above 127 is the character of that number.
    private static func capitals(_ word: Span<UInt8>) -> String {
        guard LineScanner.firstUnprintable(word, from: 0) == nil else {
            return word.withUnsafeBufferPointer { octets in
                String(
                    String.UnicodeScalarView(octets.map { Unicode.Scalar(ASCII.uppercased($0)) }))
            }
        }
        // Without a condition, so that many octets are made capitals at a time.
        return String(unsafeUninitializedCapacity: word.count) { buffer in
            for index in 0..<word.count { buffer[index] = ASCII.uppercased(word[index]) }
            return word.count
        }
    }

    /// The text of a line from an offset on.
    static func text(_ line: Span<UInt8>, from start: Int) -> String {
        line.extracting(start..<line.count).withUnsafeBufferPointer {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// The octets of a line from an offset on.
    static func octets(_ line: Span<UInt8>, from start: Int) -> [UInt8] {
        line.extracting(start..<line.count).withUnsafeBufferPointer { Array($0) }
    }
}
