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
        if takesPlainSenders, !parameters.hasOthers {
            begin(Path(line, range), consume parameters, isDiscarded: false)
            return reply(.senderAccepted, &outputs)
        }
        let path = Path(line, range)
        guard interruptions.isEmpty || !resumes(path, parameters, &outputs) else { return }
        guard asks(.sender) else { return resumeSender(path, parameters, .accept(), &outputs) }
        ask(.sender(path, parameters), &outputs)
    }

    /// Whether a sender who is in order is taken at once: nobody is asked, and nothing is said but the usual.
    @inline(__always)
    private var takesPlainSenders: Bool {
        interruptions.isEmpty && !asks(.sender) && configuration.presentations.isEmpty
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

    mutating func resumeSender(
        _ path: Path, _ parameters: MailParameters, _ answer: Answer, _ outputs: inout [Output]
    ) {
        take(path, parameters, answer, &outputs)
        if !configuration.presentations.isEmpty { name(path, &outputs) }
    }

    private mutating func take(
        _ path: Path, _ parameters: MailParameters, _ answer: Answer, _ outputs: inout [Output]
    ) {
        guard isTaken(answer, refused: .senderRefused, deferred: .senderDeferred, &outputs) else {
            return
        }
        begin(answer.path(insteadOf: path), parameters, isDiscarded: answer.isDiscard)
        if parameters.hasOthers, case .accept(.none) = answer,
            let own = acceptance(.mail, parameters)
        {
            return confirm(.accept(own), .senderAccepted, text: nil, &outputs)
        }
        confirm(answer, .senderAccepted, &outputs)
    }

    @inline(__always)
    private mutating func begin(
        _ path: consuming Path, _ parameters: consuming MailParameters, isDiscarded: Bool
    ) {
        envelope.begin(path, parameters, isDiscarded: isDiscarded)
        tally.transactions += 1
        control = .recipient
    }
}

extension Answer {
    var isDiscard: Bool { if case .discard = self { true } else { false } }

    /// The client's path, or what a policy put in its place.
    func path(insteadOf path: Path) -> Path {
        guard case .rewrite(let octets) = self else { return path }
        return Path(unchecked: octets)
    }
}
