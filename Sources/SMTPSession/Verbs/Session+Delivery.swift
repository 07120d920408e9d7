import SMTPGrammar

// RFC 2033 §4.2: "after the final ".", the server returns one reply for each previously successful RCPT
// command in the mail transaction, in the order that the RCPT commands were issued. Even if there were
// multiple successful RCPT commands giving the same forward-path, there must be one reply for each
// successful RCPT command."
//
// PRDR (draft-hall-prdr) has the same between 353 and a reply for the whole.

/// How far the replies for each recipient have come.
struct Deliveries: Hashable, Sendable, Codable {
    /// The recipient whose reply is next.
    var next = 0
    /// Those that were taken, by their places.
    var taken: [Int] = []
    /// What was answered on the message as a whole; nil if that comes last.
    var message: Answer?
}

extension Session {
    /// Decides on a message that may be taken, for each recipient or for all.
    mutating func decideMessage(_ outputs: inout [Output]) {
        guard !isPerRecipient else {
            reply(.recipientRepliesFollow, &outputs)
            control = .deliveries(Deliveries())
            return deliver(&outputs)
        }
        askMessage(&outputs)
    }

    @inline(__always)
    private mutating func askMessage(_ outputs: inout [Output]) {
        guard asks(.message) else { return resumeMessage(.accept(), &outputs) }
        ask(.message(envelope, octets: scanner.octets), &outputs)
    }

    /// Whether PRDR asks for a reply for each recipient; one recipient needs none.
    // Inlined, since calling a function that reads a session this large copies it first.
    @inline(__always)
    private var isPerRecipient: Bool {
        envelope.parameters.hasOthers && envelope.parameters["PRDR"] != nil
            && envelope.recipientCount > 1 && !configuration.isLMTP
    }

    /// Refuses a message to each recipient of LMTP, by a rule.
    mutating func refuseDeliveries(_ refusal: Refusal, _ outputs: inout [Output]) {
        let count = envelope.recipientCount + counters.discardedRecipients
        settleMessage(.refused, &outputs)
        guard count > 0 else { return }
        refuse(refusal, &outputs)
        guard let told = outputs.last, case .reply = told else { return }
        for _ in 1..<count where !control.isClosed { outputs.append(told) }
    }

    /// Goes on with each recipient, when the message as a whole was decided on.
    mutating func beginDeliveries(_ answer: Answer, _ outputs: inout [Output]) {
        let isTakenBack = [.refuses, .closes].contains(answer.name.effect)
        guard isTakenBack || Session.isRefusal(answer) else {
            control = .deliveries(Deliveries(message: answer))
            return deliver(&outputs)
        }
        let count = envelope.recipientCount + counters.discardedRecipients
        if answer.name.effect != .closes { settleMessage(.refused, &outputs) }
        for _ in 0..<max(1, count) where !control.isClosed {
            _ = isTaken(answer, refused: .messageRefused, deferred: .messageDeferred, &outputs)
        }
    }

    private static func isRefusal(_ answer: Answer) -> Bool {
        guard let raw = answer.rawReply else { return false }
        return raw.class > 3
    }

    /// Asks for one recipient after the other.
    private mutating func deliver(_ outputs: inout [Output]) {
        while case .deliveries(let standing) = control {
            acknowledgeDiscarded(before: standing, &outputs)
            guard standing.next < envelope.recipientCount else {
                return endDeliveries(standing, &outputs)
            }
            let recipient = envelope.recipients[standing.next]
            guard asks(.delivery) else {
                settle(standing, recipient, .accept(), &outputs)
                continue
            }
            return ask(.delivery(recipient, octets: scanner.octets), &outputs)
        }
    }

    mutating func resumeDelivery(
        _ recipient: Recipient, _ answer: Answer, _ outputs: inout [Output]
    ) {
        guard case .deliveries(let standing) = control else { return }
        settle(standing, recipient, answer, &outputs)
        deliver(&outputs)
    }

    /// Carries out the answer for one recipient.
    private mutating func settle(
        _ standing: Deliveries, _ recipient: Recipient, _ answer: Answer,
        _ outputs: inout [Output]
    ) {
        var standing = standing
        // Who was told 250 before the connection closes gets the message.
        if answer.name.effect == .closes { end(standing, &outputs) }
        let isTaken = isTaken(
            answer, refused: .deliveryRefused, deferred: .deliveryDeferred, &outputs)
        guard !control.isClosed else { return }
        if isTaken {
            if !answer.isDiscard { standing.taken.append(standing.next) }
            confirm(answer, standing.message, &outputs)
        }
        standing.next += 1
        control = .deliveries(standing)
    }

    /// Without words for this recipient, those for the message are said.
    private mutating func confirm(
        _ answer: Answer, _ message: Answer?, _ outputs: inout [Output]
    ) {
        guard case .accept(.none) = answer, let message, message.name == .accept,
            message.reply != nil
        else { return confirm(answer, .deliveryAccepted, &outputs) }
        confirm(message, .messageAccepted, &outputs)
    }

    /// Who was to be dropped was told 250 to RCPT, and so gets a reply as well.
    private mutating func acknowledgeDiscarded(
        before standing: Deliveries, _ outputs: inout [Output]
    ) {
        guard let places = counters.discardedPlaces else { return }
        for place in places where place == standing.next { reply(.deliveryAccepted, &outputs) }
        counters.discardedPlaces = places.filter { $0 > standing.next }
    }

    private mutating func endDeliveries(_ standing: Deliveries, _ outputs: inout [Output]) {
        guard standing.message == nil else { return end(standing, &outputs) }
        guard !standing.taken.isEmpty else {
            settleMessage(.refused, &outputs)
            return reply(.messageRefused, &outputs)
        }
        keep(standing)
        control = .text
        askMessage(&outputs)
    }

    /// The message is for those who took it.
    private mutating func keep(_ standing: Deliveries) {
        envelope.recipients = SharedList(standing.taken.map { envelope.recipients[$0] })
    }

    private mutating func end(_ standing: Deliveries, _ outputs: inout [Output]) {
        let isRefused = standing.taken.isEmpty
        let isDropped = envelope.isDiscarded || standing.message?.isDiscard == true
        keep(standing)
        settleMessage(isRefused ? .refused : isDropped ? .discarded : .accepted, &outputs)
    }
}
