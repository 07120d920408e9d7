import SMTPGrammar

// RFC 3030 §2: "If a failure occurs after a BDAT command is received, the receiver-SMTP MUST accept and
// discard the associated message data before sending the appropriate 5XX or 4XX code." So whatever is wrong
// with the command, its octets are counted off first, and are never taken for commands. Only where their
// number cannot be read, nothing can be counted: the connection is closed.
//
// "If a 5XX or 4XX code is received by the sender-SMTP in response to a BDAT chunk, the transaction should
// be considered failed": later chunks, which may have been on their way, are dropped too, until RSET.

extension VerbDeclaration {
    static let bdat = VerbDeclaration(
        .bdat, "RFC 3030 §2", "BDAT 1000 LAST",
        "Sends a chunk of the message: so many octets follow at once.",
        """
        They are counted, not read in lines: no dot is stuffed, and no dot ends them. LAST marks the last \
        chunk, which may be empty; the reply to it is the one to the message.
        """,
        argument: .chunk, replies: "250; 501, 503, 552, 554, 451, 452, 450, 550",
        order: [
            .hello, .insideTransaction, .recipients, .betweenChunks,
        ],
        of: .chunking)
}

extension Session {
    /// Whether a line is a command whose octets are to be counted off, whatever is wrong with it.
    @inline(__always)
    func countsOctets(after verb: Verb?) -> Bool {
        verb == .bdat && configuration.extensions.contains(.chunking)
            && !configuration.disabledVerbs.contains(Verb.bdat.name)
    }

    mutating func readChunkCommand(_ line: Span<UInt8>, _ outputs: inout [Output]) {
        let end = Session.endWithoutBlanks(line)
        if end < line.count, tolerates(.trailingBlank) {
            outputs.append(.note(Note(.trailingBlank, offset: end)))
        }
        let command = line.extracting(0..<(tolerates(.trailingBlank) ? end : line.count))
        guard asks(.verb) else { return performChunk(command, nil, &outputs) }
        ask(.verb(Session.commandText(command)), &outputs)
    }

    /// Goes on with the command when the verb filter has looked at it.
    mutating func resumeChunkVerb(
        _ line: Span<UInt8>, _ answer: Answer, _ outputs: inout [Output]
    ) {
        let refusal = Session.refusal(
            answer, refused: .commandRefused, deferred: .commandDeferred)
        performChunk(line, refusal, &outputs)
    }

    /// Why an answer refuses a chunk; nil if it does not.
    private static func refusal(
        _ answer: Answer, refused: Rule, deferred: Rule
    ) -> Chunk.Refusal? {
        switch answer.name.effect {
        case .takes, .drops: nil
        case .asReplied:
            answer.rawReply.map { $0.class == 2 || $0.class == 3 } ?? false
                ? nil : .policy(answer, refused: refused, deferred: deferred)
        case .refuses, .closes: .policy(answer, refused: refused, deferred: deferred)
        }
    }

    private mutating func performChunk(
        _ line: Span<UInt8>, _ refusal: Chunk.Refusal?, _ outputs: inout [Output]
    ) {
        let command: ChunkCommand
        do {
            command = try ChunkCommand(line)
        } catch {
            refuse(.chunkSize, error, &outputs)
            return control.isClosed ? () : close(&outputs)
        }
        var chunk = Chunk(
            size: command.size, remaining: command.size, isLast: command.isLast, refusal: refusal,
            origin: control)
        if refusal == nil {
            chunk.refusal =
                fault(of: .bdat).map { disorder(by: $0, command) }
                ?? command.fault.map { _ in .failure(.chunkArgument) }
        }
        let isFirst = phase == .recipient
        guard chunk.refusal == nil else { return begin(chunk, &outputs) }
        if isFirst { beginText(isCounted: true, &outputs) }
        let limit = configuration.limits.messageSize
        if limit > 0, chunk.size > limit - min(limit, scanner.octets) {
            chunk.refusal = .failure(.messageTooLarge)
        }
        guard isFirst, asks(.data) else { return begin(chunk, &outputs) }
        control = .chunk(chunk)
        ask(.data(envelope), &outputs)
    }

    /// Goes on with the first chunk when the policy has said whether text may come.
    mutating func resumeChunk(_ chunk: Chunk, _ answer: Answer, _ outputs: inout [Output]) {
        var chunk = chunk
        if answer.isDiscard { envelope.isDiscarded = true }
        chunk.refusal =
            Session.refusal(answer, refused: .dataRefused, deferred: .dataDeferred)
            ?? chunk.refusal
        begin(chunk, &outputs)
    }

    // RFC 2033 §4.3: "If there were no previously successful RCPT commands in the mail transaction, then
    // the BDAT LAST command returns zero replies."
    private func disorder(by rule: Rule, _ command: ChunkCommand) -> Chunk.Refusal {
        let isSilent = rule == .noLocalRecipients && command.isLast
        return isSilent ? .silence : .disorder(rule)
    }

    private mutating func begin(_ chunk: Chunk, _ outputs: inout [Output]) {
        control = .chunk(chunk)
        if chunk.remaining == 0 { endChunk(chunk, &outputs) }
    }

    /// Takes the next octets of a chunk, or drops them.
    mutating func readChunk(_ octets: [UInt8], _ outputs: inout [Output]) {
        guard case .chunk(var chunk) = control else { return }
        let count = Int(min(chunk.remaining, UInt64(octets.count - input.start)))
        let range = input.start..<(input.start + count)
        chunk.remaining -= UInt64(count)
        control = .chunk(chunk)
        input.start = range.upperBound
        times.lastActivity = clock
        if configuration.reportsReadings {
            let isPartial = chunk.remaining > 0
            outputs.append(
                .reading(Reading(.chunk, Array(octets[range]), isPartial: isPartial)))
        }
        if chunk.refusal == nil { take(octets, range, &outputs) }
        if chunk.remaining == 0 { endChunk(chunk, &outputs) }
    }

    /// Hands octets of a chunk on, and looks what they are; of binary text that means nothing.
    private mutating func take(
        _ octets: [UInt8], _ range: Range<Int>, _ outputs: inout [Output]
    ) {
        handOver(octets, range, &outputs)
        lookForHeader(octets, range)
        guard envelope.parameters.body != .binaryMIME else { return scanner.count(range.count) }
        scanner.look(at: octets.span.extracting(range))
        if !textWatches.isEmpty { textWatches[0].look(at: octets[range]) }
    }

    private mutating func endChunk(_ chunk: Chunk, _ outputs: inout [Output]) {
        if let refusal = chunk.refusal { return refuse(chunk, refusal, &outputs) }
        guard isGroupAllowed(&outputs) else {
            return refuse(chunk, .failure(.unauthorizedPipelining), &outputs)
        }
        guard !chunk.isLast else { return endText(&outputs) }
        control = .chunks(isFailed: false)
        var text: [UInt8] = []
        text.append(number: chunk.size)
        text.append(text: StaticString(" octets received"))
        reply(.chunkReceived, text: text, &outputs)
    }

    /// Whether more may follow the chunk in its group.
    private mutating func isGroupAllowed(_ outputs: inout [Output]) -> Bool {
        let isOffered = isExtended && configuration.extensions.contains(.pipelining)
        guard !input.isEmpty, !isOffered else { return true }
        guard tolerates(.unauthorizedPipelining) else { return false }
        outputs.append(.note(Note(.unauthorizedPipelining)))
        return true
    }

    /// Says why a chunk was refused, once it has been counted off.
    private mutating func refuse(
        _ chunk: Chunk, _ refusal: Chunk.Refusal, _ outputs: inout [Output]
    ) {
        switch refusal {
        case .silence: resetTransaction()
        case .disorder(let rule):
            control = chunk.origin
            refuse(rule, &outputs)
        case .failure(let rule):
            guard !chunk.isLast else { return refuseContent(Refusal(rule: rule), &outputs) }
            control = .chunks(isFailed: true)
            refuse(rule, &outputs)
        case .policy(let answer, let refused, let deferred):
            if chunk.origin.isOfTransaction {
                if chunk.isLast { settleMessage(.refused, &outputs) }
                if !chunk.isLast { control = .chunks(isFailed: true) }
            } else {
                control = chunk.origin
            }
            _ = isTaken(answer, refused: refused, deferred: deferred, &outputs)
        }
    }

    /// Has the driver forget the chunks of a transaction that ends before the last.
    @inline(__always)
    mutating func dropChunks(_ outputs: inout [Output]) {
        if case .chunks = control { settleMessage(.refused, &outputs) }
    }
}
