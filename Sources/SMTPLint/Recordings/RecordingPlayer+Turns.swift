import SMTPDriver
import SMTPGrammar
import SMTPImport
import SMTPSession

extension RecordingPlayer {
    /// Plays the next turn, or the next group of writes with the replies to it.
    mutating func play(_ turns: Span<RecordedTurn>, _ index: inout Int) {
        linter.line = turns[index].line
        // First, since what has payloads to hand out is copied.
        if case .sent = turns[index].event { return playGroup(turns, &index) }
        switch turns[index].event {
        case .sent, .connected, .remark: index += 1
        case .reply(let reply):
            hearAlone(reply, isSkipped: index == skipped)
            // A reply that goes on after what the client sends next.
            if reply.goesOn, !reply.isCutShort {
                var rest = Exchange()
                rest.read(turns, from: index, skipping: &skipped)
            }
            index += 1
        case .secured:
            secure()
            index += 1
        case .closed(let side):
            if side != .server, !session.isClosed { leave(level: side == nil ? .hint : nil) }
            index += 1
        }
    }

    /// A reply to nothing that the client sent, such as the greeting.
    private mutating func hearAlone(_ reply: RecordedReply, isSkipped: Bool) {
        guard !isSkipped, let code = reply.code else { return }
        linter.hear(code: code)
    }

    mutating func secure() {
        guard session.tls == nil else { return }
        if session.phase != .handshake { force("STARTTLS") }
        quietly { try? $0.drive(.secured(TLSInfo())) }
        linter.secure()
    }

    /// Plays writes that came before a reply.
    private mutating func playGroup(_ turns: Span<RecordedTurn>, _ index: inout Int) {
        let start = index
        var end = index
        var writes = 0
        scan: while end < turns.count {
            switch turns[end].event {
            case .sent: writes += 1
            case .remark: break
            case .connected, .reply, .secured, .closed: break scan
            }
            end += 1
        }
        if session.phase == .handshake { secure() }
        exchange.read(turns, from: end, skipping: &skipped)
        linter.beginWrite()
        if exchange.nextCode == 220, turns[start].beginsSession {
            exchange.advance()
            linter.find(.earlyTalk)
        }
        // Where replies were not recorded, nobody can tell what the client waited for.
        let isGroup = writes > 1 && exchange.replies.count >= writes
        for place in start..<end {
            guard case .sent(let write) = turns[place].event else { continue }
            linter.line = turns[place].line
            play(write, isFollowed: place < end - 1 && (isGroup || write.joinsNext))
        }
        complete()
        while let code = exchange.nextCode {
            exchange.advance()
            if code == 421 { linter.hear(code: code) }
        }
        if exchange.isReplyCut { linter.find(.readsPartOfReply) }
        index = exchange.end
    }

    /// Supplies what was not recorded, as long as replies show that it was sent.
    private mutating func complete() {
        var supplied = 0
        while !exchange.isDone, supplied < 8 {
            supplied += 1
            let isText = session.expectation == .content && session.awaitedOctets == nil
            guard isText || session.expectation == .authentication else { break }
            linter.isTextKnown = false
            isApproximate = true
            hand(octets: Array((isText ? ".\r\n" : "AA==\r\n").utf8))
            isApproximate = false
            followRecording()
        }
        textEnd = TextEnd()
    }
}

extension RecordedTurn {
    /// Whether the client sent what comes after a greeting.
    fileprivate var beginsSession: Bool {
        guard case .sent(let write) = event, write.octets.count >= 4 else { return false }
        return [.ehlo, .helo, .lhlo, .mail].contains(Verb(fourLetters: write.octets.span))
    }
}
