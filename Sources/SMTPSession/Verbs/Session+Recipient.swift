import SMTPGrammar

// RFC 5321 §4.1.1.3:
//   rcpt = "RCPT TO:" ( "<Postmaster@" Domain ">" / "<Postmaster>" / Forward-path )
//          [SP Rcpt-parameters] CRLF

extension VerbDeclaration {
    static let rcpt = VerbDeclaration(
        .rcpt, "RFC 5321 §4.1.1.3", "RCPT TO:<bob@sim.example>",
        "Names one recipient, the forward path; it is repeated for each.",
        "<Postmaster> needs no domain.",
        argument: .path(after: "TO:"),
        replies: "250, 251; 550, 551, 552, 553, 450, 451, 452, 503, 455, 555",
        order: [.hello, .insideTransaction])
}

extension Session {
    mutating func performRecipient(_ line: Span<UInt8>, _ outputs: inout [Output]) {
        counters.recipientCommands += 1
        guard let start = startOfPath(.rcpt, line, &outputs) else { return }
        guard let range = readPath(.rcpt, line, from: start, &outputs) else { return }
        guard !range.isNull else {
            return refuse(.recipientAddress, SyntaxError(at: start, .nullForwardPath), &outputs)
        }
        guard isQualified(.rcpt, line, range, at: start, &outputs) else { return }
        var parameters = MailParameters()
        guard readParameters(.rcpt, line, after: range, &parameters, &outputs) else { return }
        guard envelope.recipients.count < configuration.limits.recipients else {
            return reply(.tooManyRecipients, &outputs)
        }
        guard isDomainTaken(line, range, &outputs) else { return }
        var recipient = Recipient(Path(line, range))
        if range.end < line.count { recipient.parameters = parameters }
        guard asks(.recipient) else { return resumeRecipient(recipient, .accept(), &outputs) }
        ask(.recipient(recipient), &outputs)
    }

    /// Whether the session may have recipients of another domain; if not, the client was told.
    @inline(__always)
    private mutating func isDomainTaken(
        _ line: Span<UInt8>, _ path: PathRange, _ outputs: inout [Output]
    ) -> Bool {
        let limit = configuration.limits.recipientDomains
        guard limit > 0 else { return true }
        guard tally.recipientDomains.count >= limit,
            !tally.recipientDomains.contains(path.domain.map { ASCII.lowercased(line[$0]) })
        else { return true }
        reply(.tooManyRecipientDomains, &outputs)
        return false
    }

    @inline(__always)
    mutating func resumeRecipient(
        _ recipient: consuming Recipient, _ answer: Answer, _ outputs: inout [Output]
    ) {
        guard !configuration.presentations.isEmpty else {
            return take(recipient, answer, &outputs)
        }
        let named = recipient.path
        take(recipient, answer, &outputs)
        name(named, &outputs)
    }

    // Inlined, so that nothing is left of an answer where nobody was asked.
    @inline(__always)
    private mutating func take(
        _ recipient: consuming Recipient, _ answer: Answer, _ outputs: inout [Output]
    ) {
        guard isTaken(answer, refused: .recipientRefused, deferred: .recipientDeferred, &outputs)
        else { return }
        if configuration.limits.recipientDomains > 0 {
            tally.recipientDomains.insert(recipient.path.domain.map(ASCII.lowercased))
        }
        let parameters = recipient.hasOthers ? recipient.parameters : nil
        if answer.isDiscard {
            counters.discardedRecipients += 1
            if configuration.isLMTP {
                counters.discardedPlaces =
                    (counters.discardedPlaces ?? []) + [envelope.recipients.count]
            }
        } else {
            // Only then, since a path is large to move.
            if case .rewrite(let octets) = answer { recipient.path = Path(unchecked: octets) }
            envelope.recipients.append(recipient)
        }
        if let parameters, case .accept(.none) = answer, let own = acceptance(.rcpt, parameters) {
            return confirm(.accept(own), .recipientAccepted, text: nil, &outputs)
        }
        confirm(answer, .recipientAccepted, &outputs)
    }
}
