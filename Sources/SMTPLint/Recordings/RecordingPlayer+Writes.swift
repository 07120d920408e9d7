import SMTPDriver
import SMTPGrammar
import SMTPImport
import SMTPSession

extension RecordingPlayer {
    /// Plays what the client sent in one go; `isFollowed` if more came before the reply.
    mutating func play(_ write: RecordedWrite, isFollowed: Bool) {
        switch write.kind {
        case .line, .response, .text, .chunk:
            play(write.isRedacted ? playable(write) : write.octets, isFollowed: isFollowed)
        case .unstuffedText:
            isApproximate = true
            linter.isTextKnown = false
            play(RecordingPlayer.stuffed(write.octets), isFollowed: isFollowed)
            isApproximate = false
        case .leftOutText: linter.isTextKnown = false
        case .leftOutChunk(let octets):
            linter.isTextKnown = false
            leaveOut(octets)
        }
    }

    private mutating func play(_ octets: [UInt8], isFollowed: Bool) {
        var start = 0
        while start < octets.count, !session.isClosed {
            let end = endOfPiece(octets, from: start)
            let piece = start == 0 && end == octets.count ? octets : Array(octets[start..<end])
            let isLast = end == octets.count
            hand(octets: piece, before: isLast ? isFollowed ? ASCII.space : nil : octets[end])
            followRecording()
            start = end
        }
    }

    /// Where the piece ends that is to be handed over: a line, message text up to its end, or what is left of a
    /// chunk.
    private mutating func endOfPiece(_ octets: [UInt8], from start: Int) -> Int {
        if session.expectation == .content {
            if let count = session.awaitedOctets {
                return start + Int(min(UInt64(octets.count - start), max(1, count)))
            }
            return textEnd.find(in: octets, from: start) ?? octets.count
        }
        let end = LineScanner.firstLineFeed(octets.span, from: start)
        return end.map { $0 + 1 } ?? octets.count
    }

    /// Hands octets over, and asks what the recorded server decided; `next` is the octet that came with them.
    mutating func hand(octets: [UInt8], before next: UInt8? = nil) {
        guard !skipsResponse else {
            skipsResponse = false
            return
        }
        ask(exchange.isNextPositive ? RecordingPlayer.fewQuestions : RecordingPlayer.manyQuestions)
        if session.phase == .mail || session.phase == .hello { learnMechanism(octets) }
        let grouping = next.map { groupingNotes(octets, before: $0) } ?? []
        isApart = false
        try? drive(.bytes(octets))
        for note in grouping { linter.take(note) }
    }

    /// Asks these questions from now on.
    private mutating func ask(_ questions: HookSet) {
        guard questions != settings.questions else { return }
        set { $0.questions = questions }
    }

    /// What the machine says of a command that is not the last of its group.
    ///
    /// A copy of it is told, since the others are to be handed over one by one.
    private func groupingNotes(_ octets: [UInt8], before next: UInt8) -> [Note] {
        guard session.expectation == .command else { return [] }
        var copy = session
        var said: [Output] = []
        try? copy.receive(.bytes(octets + [next]), into: &said)
        return said.compactMap {
            guard case .note(let note) = $0,
                note.rule == .unauthorizedPipelining || note.rule == .notLastInGroup
            else { return nil }
            return note
        }
    }

    /// The machine takes any mechanism: the linter checks whether it was offered.
    private mutating func learnMechanism(_ octets: [UInt8]) {
        guard octets.count > 5, ASCII.uppercased(octets[0]) == UInt8(ascii: "A"),
            ASCII.uppercased(octets[1]) == UInt8(ascii: "U"), octets[4] == ASCII.space
        else { return }
        let word = octets[5...].prefix { $0 > ASCII.space }.map(ASCII.uppercased)
        let name = String(decoding: word, as: UTF8.self)
        guard !word.isEmpty, word.count <= 20, !settings.mechanisms.contains(name),
            !RecordingPlayer.configuration.mechanisms.contains(where: { $0.name == name })
        else { return }
        set { $0.mechanisms.append(name) }
    }
}

// What the recording does not have.

extension RecordingPlayer {
    /// A line with something harmless in the place of a secret that was taken out.
    private func playable(_ write: RecordedWrite) -> [UInt8] {
        guard session.phase != .authentication else { return Array("AA==\r\n".utf8) }
        let words = write.octets.split(separator: ASCII.space, maxSplits: 2)
        guard words.count > 1, words[0].map(ASCII.uppercased).elementsEqual("AUTH".utf8) else {
            return write.octets
        }
        let mechanism = words[1].prefix { $0 > ASCII.space }
        let response: [UInt8] = words.count > 2 ? Array(" AA==".utf8) : []
        return Array("AUTH ".utf8) + mechanism + response + [ASCII.carriageReturn, ASCII.lineFeed]
    }

    /// Message text as a client would have sent it, without the dot that ends it.
    static func stuffed(_ text: [UInt8]) -> [UInt8] {
        var stuffed: [UInt8] = []
        stuffed.reserveCapacity(text.count + 16)
        var isAtStart = true
        for octet in text {
            if isAtStart, octet == ASCII.dot { stuffed.append(ASCII.dot) }
            if octet == ASCII.lineFeed, stuffed.last != ASCII.carriageReturn {
                stuffed.append(ASCII.carriageReturn)
            }
            stuffed.append(octet)
            isAtStart = octet == ASCII.lineFeed
        }
        if !isAtStart { stuffed += [ASCII.carriageReturn, ASCII.lineFeed] }
        return stuffed
    }

    /// Stands in for octets of a chunk, as far as the machine waits for them.
    private mutating func leaveOut(_ octets: Int) {
        var rest = UInt64(clamping: octets)
        isApproximate = true
        while rest > 0, let awaited = session.awaitedOctets {
            let count = min(rest, awaited, 65_536)
            hand(octets: [UInt8](repeating: UInt8(ascii: "x"), count: Int(count)))
            rest -= count
        }
        isApproximate = false
        followRecording()
    }
}
