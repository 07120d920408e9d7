import SMTPGrammar

// RFC 5321 §4.1.1.4: 354 first; then text up to CR LF, dot, CR LF; then one reply.
// Text above the size limit is read to its end and dropped, so that what follows it is still taken
// for commands and nothing in it ever is.

extension VerbDeclaration {
    static let data = VerbDeclaration(
        .data, "RFC 5321 §4.1.1.4", "DATA",
        "Announces the message text, which the client sends after 354.",
        """
        A line with a single dot ends it, so a line that begins with a dot gets one more. The last \
        reply says whether the server has taken responsibility.
        """,
        replies: "354, then 250; 552, 554, 451, 452, 450, 550; at once: 503, 554",
        order: [.hello, .insideTransaction, .recipients], place: .last)
}

extension Session {
    mutating func performData(_ line: Span<UInt8>, _ outputs: inout [Output]) {
        trail = .refusedData
        guard hasNoArgument(line, &outputs) else { return }
        guard envelope.parameters.body != .binaryMIME else {
            // RFC 3030 §3: "the transaction MUST be reset with the RSET command".
            control = .chunks(isFailed: true)
            return refuse(.binaryNeedsChunks, &outputs)
        }
        guard asks(.data) else { return resumeData(.accept(), &outputs) }
        ask(.data(envelope), &outputs)
    }

    @inline(__always)
    mutating func resumeData(_ answer: Answer, _ outputs: inout [Output]) {
        guard isTaken(answer, refused: .dataRefused, deferred: .dataDeferred, &outputs) else {
            return
        }
        if answer.isDiscard { envelope.isDiscarded = true }
        trail = .none
        beginText(isCounted: false, &outputs)
        control = .text
        confirm(answer, .dataStarted, &outputs)
    }

    /// Gets ready for message text, in which dots count if it is not counted.
    @inline(__always)
    mutating func beginText(isCounted: Bool, _ outputs: inout [Output]) {
        // What goes on is past its beginning.
        if !isResumed { beginHeader() }
        let lineLimit = configuration.limits.textLine
        if configuration.reportsReadings {
            textWatches = [TextWatch(lineLimit: lineLimit, isCounted: isCounted)]
        }
        scanner =
            isCounted
            ? ContentScanner(countedWithLineLimit: lineLimit)
            : ContentScanner(
                lineLimit: lineLimit, endsAtLineFeed: tolerates(.contentLineFeedEnd))
        if isResumed { restoreText(&outputs) }
    }

    /// Hands message text on, up to its end.
    mutating func readContent(_ octets: [UInt8], _ outputs: inout [Output]) {
        let limit = configuration.limits.messageSize
        let text = octets.span
        let start = input.start
        let place = outputs.count
        let treatment = configuration.textTreatment.isEmpty ? [] : textTreatment
        let afterReturn = scanner.isAfterReturn
        defer {
            if !treatment.isEmpty { treatment.treat(&outputs, from: place, after: afterReturn) }
        }
        if configuration.reportsReadings {
            let unread = input.octets(to: octets.count)
            outputs.append(.reading(Reading(.text, unread, isPartial: true)))
        }
        while let piece = scanner.next(text, from: input.start) {
            input.start = scanner.position
            if piece == .end { return endContent(from: start, place, &outputs) }
            let excess = limit == 0 || scanner.octets <= limit ? 0 : scanner.octets - limit
            switch piece {
            case .text(let range):
                handOver(octets, range.dropLast(Int(clamping: excess)), &outputs)
                lookForHeader(octets, range)
            case .heldCarriageReturn:
                if excess == 0 { handOver([ASCII.carriageReturn], 0..<1, &outputs) }
                lookForHeader([ASCII.carriageReturn], 0..<1)
            case .end: break
            }
        }
        scanner.finishPortion()
        input.start = octets.count
        times.lastActivity = clock
        if !textWatches.isEmpty { textWatches[0].look(at: octets[start...]) }
    }

    /// Hands message text over, if the driver wants it.
    @inline(__always)
    mutating func handOver(
        _ octets: [UInt8], _ range: Range<Int>, _ outputs: inout [Output]
    ) {
        guard configuration.handsMessagesOver, !range.isEmpty else { return }
        outputs.append(.content(octets[range]))
    }

    private mutating func endContent(from start: Int, _ place: Int, _ outputs: inout [Output]) {
        scanner.finishPortion()
        if configuration.reportsReadings {
            let octets = input.octets[start..<input.start]
            let isAll = octets.count == input.octets.count
            outputs[place] = .reading(Reading(.text, isAll ? input.octets : Array(octets)))
            if !textWatches.isEmpty { textWatches[0].look(at: octets) }
        }
        times.lastActivity = clock
        trail = .messageEnd
        endText(&outputs)
    }

    /// Decides on a message whose text is complete.
    @inline(__always)
    mutating func endText(_ outputs: inout [Output]) {
        if let refusal = contentFault(&outputs) { return refuseContent(refusal, &outputs) }
        decideMessage(&outputs)
    }

    /// Notes what the text holds, and finds the first rule by which it is refused.
    ///
    /// What is refused is noted too where its place is known.
    @inline(__always)
    private mutating func contentFault(_ outputs: inout [Output]) -> Refusal? {
        var refusal: Rule?
        let limit = configuration.limits.messageSize
        if limit > 0, scanner.octets > limit { refusal = .messageTooLarge }
        if !scanner.findings.isEmpty { noteFindings(&refusal, &outputs) }
        if refusal == nil, let declared = envelope.parameters.size, scanner.octets > declared {
            let detail = "\(scanner.octets) octets, \(declared) declared"
            outputs.append(.note(Note(.declaredSizeExceeded, detail: detail)))
            if !tolerates(.declaredSizeExceeded) { refusal = .declaredSizeExceeded }
        }
        if let refusal { return Refusal(rule: refusal) }
        return headerFault(&outputs)
    }

    // It changes nothing of the session, and is mutating so that it need not be copied.
    private mutating func noteFindings(_ refusal: inout Rule?, _ outputs: inout [Output]) {
        let rules = Session.contentRules(
            scanner.findings, isDeclaredEightBit: envelope.parameters.body?.hasEightBits ?? false)
        for (finding, rule) in rules {
            let place = textWatches.first?.place(of: finding)
            // A dot that does not end the message does no harm: it is only worth a note.
            let isTolerated = rule == .contentLineFeedEnd || tolerates(rule)
            if isTolerated || place != nil { outputs.append(.note(Note(rule, place: place))) }
            if !isTolerated { refusal = refusal ?? rule }
        }
    }

    private static func contentRules(
        _ findings: ContentFindings, isDeclaredEightBit: Bool
    ) -> [(ContentFindings, Rule)] {
        let known: [(ContentFindings, Rule)] = [
            (.bareCarriageReturn, .contentBareCarriageReturn),
            (.bareLineFeed, .contentBareLineFeed),
            (.lineFeedEnd, .contentLineFeedEnd),
            (.nul, .contentNul),
            (.eightBit, .contentEightBit),
            (.longLine, .contentLineTooLong),
        ]
        return known.filter { finding, _ in
            findings.contains(finding) && !(isDeclaredEightBit && finding == .eightBit)
        }
    }

    /// Refuses a message that is there; without a reason, the client was told already.
    mutating func refuseContent(_ refusal: Refusal?, _ outputs: inout [Output]) {
        if configuration.isLMTP, let refusal { return refuseDeliveries(refusal, &outputs) }
        settleMessage(.refused, &outputs)
        if let refusal { refuse(refusal, &outputs) }
    }

    @inline(__always)
    mutating func resumeMessage(_ answer: Answer, _ outputs: inout [Output]) {
        if configuration.isLMTP { return beginDeliveries(answer, &outputs) }
        let outcome = messageOutcome(answer)
        let hasEnded = phase == .closed
        let own = headers.isEmpty ? nil : headerReply()
        if !hasEnded { settleMessage(outcome, &outputs) }
        guard isTaken(answer, refused: .messageRefused, deferred: .messageDeferred, &outputs) else {
            return
        }
        if let own, let reply = Session.joined(own, answer) {
            return confirm(.accept(reply), .messageAccepted, text: nil, &outputs)
        }
        confirm(answer, .messageAccepted, &outputs)
    }

    /// What an extension says of a message before what a driver says, unless that has codes of its own.
    private static func joined(_ own: CustomReply, _ answer: Answer) -> CustomReply? {
        guard case .accept(let said) = answer else { return nil }
        guard let said else { return own }
        guard said.code == nil, said.enhanced == nil else { return nil }
        let text = [own.text, said.text].compactMap(\.self).joined(separator: ". ")
        return CustomReply(own.code, own.enhanced, text)
    }

    @inline(__always)
    private func messageOutcome(_ answer: Answer) -> MessageOutcome.Disposition {
        let isDropped = envelope.isDiscarded || envelope.recipientCount == 0
        let taken: MessageOutcome.Disposition = isDropped ? .discarded : .accepted
        if case .accept = answer { return taken }
        return Session.messageOutcome(answer, taken: taken)
    }

    private static func messageOutcome(
        _ answer: Answer, taken: MessageOutcome.Disposition
    ) -> MessageOutcome.Disposition {
        switch answer.name.effect {
        case .takes: taken
        case .drops: .discarded
        case .refuses, .closes: .refused
        case .asReplied: answer.rawReply?.class == 2 ? .accepted : .refused
        }
    }

    /// Tells the driver what became of the message, and ends the transaction.
    @inline(__always)
    mutating func settleMessage(
        _ disposition: MessageOutcome.Disposition, _ outputs: inout [Output]
    ) {
        if configuration.handsMessagesOver {
            tell(disposition, envelope.take(), scanner.octets, &outputs)
        }
        resetTransaction()
    }

    /// Tells the driver what became of a message, if it wants to know.
    mutating func tell(
        _ disposition: MessageOutcome.Disposition, _ envelope: Envelope, _ octets: UInt64,
        _ outputs: inout [Output]
    ) {
        guard configuration.handsMessagesOver else { return }
        outputs.append(
            .message(
                MessageOutcome(disposition: disposition, envelope: envelope, octets: octets)))
    }
}

extension BodyType {
    /// Whether the text may hold octets above 127.
    var hasEightBits: Bool {
        switch self {
        case .sevenBit: false
        case .eightBitMIME, .binaryMIME: true
        }
    }
}
