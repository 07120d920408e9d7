import SMTPGrammar

// RFC 5321 §4.1.1.1:
//   ehlo = "EHLO" SP ( Domain / address-literal ) CRLF
//   helo = "HELO" SP Domain CRLF
// §4.1.4: a successful EHLO drops the transaction and the buffers as RSET does; one that fails leaves
// everything as it was.

extension VerbDeclaration {
    static let ehlo = VerbDeclaration(
        .ehlo, "RFC 5321 §4.1.1.1", "EHLO client.example",
        "The client says who it is, and asks for the extensions.",
        """
        It gives its domain, or an address literal such as [192.0.2.1]. The session begins anew: a \
        mail transaction under way is dropped.
        """,
        argument: .clientName, replies: "250 with a line for each extension; 504, 550, 502",
        order: [.beforeTLS, .beforeAuthentication, .inSMTP], place: .last)

    static let helo = VerbDeclaration(
        .helo, "RFC 5321 §4.1.1.1", "HELO client.example",
        "The client says who it is, and does without extensions.",
        argument: .clientName, replies: "250; 504, 550, 502",
        order: [.beforeAuthentication, .inSMTP],
        place: .last)
}

extension Session {
    mutating func performHello(
        _ line: Span<UInt8>, isExtended: Bool, _ outputs: inout [Output]
    ) {
        guard let start = startOfArgument(line, &outputs) else { return }
        guard start < line.count else {
            return refuse(
                .argumentMissing, SyntaxError(at: line.count, .argumentMissing), &outputs)
        }
        guard let end = endOfName(line, from: start, isExtended: isExtended, &outputs) else {
            return
        }
        let name = Session.text(line.extracting(0..<end), from: start)
        let hello = Hello(name: name, isExtended: isExtended)
        guard asks(.hello) else { return resumeHello(hello, .accept(), &outputs) }
        ask(.hello(hello), &outputs)
    }

    mutating func resumeHello(_ hello: Hello, _ answer: Answer, _ outputs: inout [Output]) {
        guard isTaken(answer, refused: .helloRefused, deferred: .helloDeferred, &outputs) else {
            return
        }
        var taken = hello
        if case .rewrite(let name) = answer {
            taken.name = String(decoding: Session.visible(name), as: UTF8.self)
        }
        self.hello = taken
        dropChunks(&outputs)
        resetTransaction()
        listed = nil
        guard taken.isExtended, !Session.isWholeReply(answer) else {
            if taken.isExtended { listed = Session.keywords(worded: answer) }
            return confirm(answer, .helloAccepted, text: greeting(), &outputs)
        }
        guard asks(.capabilities) else {
            if !configuration.presentations.isEmpty { noteUntrueList() }
            return sayOffer(&outputs)
        }
        ask(.capabilities(offeredKeywordLines()), &outputs)
    }

    /// Whether the policy words all of the reply, so that no list follows.
    @inline(__always)
    private static func isWholeReply(_ answer: Answer) -> Bool {
        if case .accept(.none) = answer { return false }
        return answer.reply != nil || answer.name == .reply
    }

    mutating func resumeCapabilities(
        _ keywords: [String], _ answer: Answer, _ outputs: inout [Output]
    ) {
        guard isTaken(answer, refused: .helloRefused, deferred: .helloDeferred, &outputs) else {
            return
        }
        var listed = keywords
        if case .capabilities(let own) = answer {
            listed = own
            self.listed = own
        } else if Session.isWholeReply(answer) {
            self.listed = Session.keywords(worded: answer)
        } else if !configuration.presentations.isEmpty {
            noteUntrueList()
        }
        var text = greeting()
        for keyword in listed {
            text.append(ASCII.lineFeed)
            text.append(contentsOf: Session.visible(Array(keyword.utf8)))
        }
        confirm(answer, .helloAccepted, text: text, &outputs)
    }

    /// "mx.sim.example greets client.example".
    ///
    /// A name that the client chose goes into a reply only with its control characters replaced, and
    /// as much of it as a reply's line has room for.
    @inline(__always)
    private func greeting() -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(96)
        text.append(text: configuration.hostname)
        text.append(text: Session.greets)
        if let hello { text.append(text: hello.name) }
        if text.count > Session.longestText { text.removeSubrange(Session.longestText...) }
        Session.makeVisible(&text)
        return text
    }

    static let greets: StaticString = " greets "

    /// What was said counts as offered, where the configuration says something else than what the server has.
    private mutating func noteUntrueList() {
        guard configuration.presentation.isUntrue else { return }
        listed = offeredKeywordLines()
    }

    private mutating func offeredKeywordLines() -> [String] {
        (offer().lines?.text ?? []).split(separator: ASCII.lineFeed)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// Greets the client, and lists what is on offer.
    private mutating func sayOffer(_ outputs: inout [Output]) {
        let offer = offer()
        guard case .some = replies, !offer.end.isEmpty else {
            return say(Reply(.helloAccepted, text: greeting(), further: offer.lines), &outputs)
        }
        replies?.append(offer, to: hello?.name ?? "")
    }

    /// What the reply to EHLO says now.
    private mutating func offer() -> OfferedKeywords.Kept {
        offeredKeywords.find(isSecured: isSecured, isAuthenticated: isAuthenticated)
            ?? offeredKeywords.keep(
                OfferContext(
                    configuration, isSecured: isSecured, isAuthenticated: isAuthenticated),
                hostname: configuration.hostname)
    }

    /// Puts together what EHLO is going to list, for all that begin as copies of this session.
    package mutating func prepareOffer() { _ = offer() }
}
