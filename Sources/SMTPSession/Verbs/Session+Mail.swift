import SMTPGrammar

// RFC 5321 §4.1.1.2:
//   mail = "MAIL FROM:" Reverse-path [SP Mail-parameters] CRLF

extension VerbDeclaration {
    static let mail = VerbDeclaration(
        .mail, "RFC 5321 §4.1.1.2", "MAIL FROM:<ann@client.example>",
        "Begins a mail transaction and names the sender.",
        """
        The path is the reverse path, to which reports of failure go; it is <> for such a report \
        itself. No space follows the colon; parameters follow the path.
        """,
        argument: .path(after: "FROM:"), replies: "250; 552, 451, 452, 550, 553, 503, 455, 555",
        order: [.hello, .outsideTransaction])
}

extension Session {
    mutating func performMail(_ line: Span<UInt8>, _ outputs: inout [Output]) {
        guard mayBegin(&outputs), let start = startOfPath(.mail, line, &outputs) else { return }
        guard let range = readPath(.mail, line, from: start, &outputs),
            isQualified(.mail, line, range, at: start, &outputs)
        else { return }
        var parameters = MailParameters()
        guard readParameters(.mail, line, after: range, &parameters, &outputs) else { return }
        guard !isTooLarge(parameters) else { return refuse(.declaredSizeTooLarge, &outputs) }
        let path = Path(line, range)
        guard interruptions.isEmpty || !resumes(path, parameters, &outputs) else { return }
        guard asks(.sender) else { return resumeSender(path, parameters, .accept(), &outputs) }
        ask(.sender(path, parameters), &outputs)
    }

    /// Whether the session may have another transaction; if not, it ends.
    @inline(__always)
    private mutating func mayBegin(_ outputs: inout [Output]) -> Bool {
        let limit = configuration.limits.transactions
        guard limit > 0, tally.transactions >= limit else { return true }
        reply(.tooManyTransactions, text: named(.tooManyTransactions), &outputs)
        close(&outputs)
        return false
    }

    @inline(__always)
    mutating func resumeSender(
        _ path: consuming Path, _ parameters: consuming MailParameters, _ answer: Answer,
        _ outputs: inout [Output]
    ) {
        guard !configuration.presentations.isEmpty else {
            return take(path, parameters, answer, &outputs)
        }
        let named = copy path
        take(path, parameters, answer, &outputs)
        name(named, &outputs)
    }

    // Inlined, so that nothing is left of an answer where nobody was asked.
    @inline(__always)
    private mutating func take(
        _ path: consuming Path, _ parameters: consuming MailParameters, _ answer: Answer,
        _ outputs: inout [Output]
    ) {
        guard isTaken(answer, refused: .senderRefused, deferred: .senderDeferred, &outputs) else {
            return
        }
        envelope.sender = answer.path(insteadOf: path)
        envelope.parameters = parameters
        tally.transactions += 1
        envelope.isDiscarded = answer.isDiscard
        control = .recipient
        if envelope.parameters.hasOthers, case .accept(.none) = answer,
            let own = acceptance(.mail, envelope.parameters)
        {
            return confirm(.accept(own), .senderAccepted, text: nil, &outputs)
        }
        confirm(answer, .senderAccepted, &outputs)
    }
}

extension Answer {
    var isDiscard: Bool { if case .discard = self { true } else { false } }

    /// The client's path, or what a policy put in its place.
    func path(insteadOf path: consuming Path) -> Path {
        guard case .rewrite(let octets) = self else { return path }
        return Path(unchecked: octets)
    }
}
