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
        if range.end == line.count, takesPlainRecipients {
            guard hasRoom(&outputs) else { return }
            envelope.append(Recipient(Path(line, range)))
            return reply(.recipientAccepted, &outputs)
        }
        var parameters = MailParameters()
        guard readParameters(.rcpt, line, after: range, &parameters, &outputs) else { return }
        guard hasRoom(&outputs), isDomainTaken(line, range, &outputs) else { return }
        let recipient = Recipient(Path(line, range), parameters)
        guard asks(.recipient) else { return resumeRecipient(recipient, .accept(), &outputs) }
        ask(.recipient(recipient), &outputs)
    }

    /// Whether a recipient who is in order is taken at once: nobody is asked, and nothing is said but the usual.
    @inline(__always)
    private var takesPlainRecipients: Bool {
        !asks(.recipient) && configuration.presentations.isEmpty
            && configuration.limits.recipientDomains == 0
    }

    /// Whether the transaction may have another recipient; if not, the client was told.
    @inline(__always)
    private mutating func hasRoom(_ outputs: inout [Output]) -> Bool {
        guard envelope.recipientCount < configuration.limits.recipients else {
            reply(.tooManyRecipients, &outputs)
            return false
        }
        return true
    }

    /// Whether the session may have recipients of another domain; if not, the client was told.
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

    mutating func resumeRecipient(
        _ recipient: Recipient, _ answer: Answer, _ outputs: inout [Output]
    ) {
        take(recipient, answer, &outputs)
        if !configuration.presentations.isEmpty { name(recipient.path, &outputs) }
    }

    private mutating func take(
        _ recipient: Recipient, _ answer: Answer, _ outputs: inout [Output]
    ) {
        guard isTaken(answer, refused: .recipientRefused, deferred: .recipientDeferred, &outputs)
        else { return }
        if configuration.limits.recipientDomains > 0 {
            tally.recipientDomains.insert(recipient.path.domain.map(ASCII.lowercased))
        }
        if answer.isDiscard {
            counters.discardedRecipients += 1
            if configuration.isLMTP {
                counters.discardedPlaces =
                    (counters.discardedPlaces ?? []) + [envelope.recipientCount]
            }
        } else {
            var taken = recipient
            taken.path = answer.path(insteadOf: recipient.path)
            envelope.append(taken)
        }
        if recipient.hasOthers, case .accept(.none) = answer,
            let own = acceptance(.rcpt, recipient.parameters)
        {
            return confirm(.accept(own), .recipientAccepted, text: nil, &outputs)
        }
        confirm(answer, .recipientAccepted, &outputs)
    }
}
