import SMTPGrammar
import SMTPImport
import SMTPSession

/// What was recorded of a group: the writes before a reply, and the replies to them.
struct Exchange {
    /// The replies, in order.
    private(set) var replies: [RecordedReply] = []
    /// How many of them this machine has given too.
    private(set) var given = 0
    /// Whether the client went on before the last line of a reply.
    private(set) var isReplyCut = false
    /// The turn after the last reply.
    private(set) var end = 0

    /// The reply that comes next; nil where none was recorded.
    var next: RecordedReply? { given < replies.count ? replies[given] : nil }
    /// Whether all were given.
    var isDone: Bool { given >= replies.count }

    /// Takes the replies from a place in a conversation on, up to what the client sent next, in the place of earlier ones.
    ///
    /// A reply in which the client broke is joined: the rest of it stands after what the client sent.
    mutating func read(_ turns: Span<RecordedTurn>, from start: Int, skipping skipped: inout Int) {
        removeAll()
        end = start
        while end < turns.count {
            switch turns[end].event {
            case .sent:
                close(turns, end, &skipped)
                return
            case .reply(let reply):
                if end != skipped { replies.append(reply) }
            case .connected, .secured, .closed: return
            case .remark: break
            }
            end += 1
        }
    }

    /// Forgets what was recorded.
    mutating func removeAll() {
        replies.removeAll(keepingCapacity: true)
        given = 0
        isReplyCut = false
    }

    /// Joins the rest of a reply that the client did not wait for.
    private mutating func close(_ turns: Span<RecordedTurn>, _ end: Int, _ skipped: inout Int) {
        guard !replies.isEmpty, replies[replies.count - 1].goesOn, let last = replies.last,
            !last.isCutShort
        else { return }
        for place in end..<turns.count {
            guard case .reply(let rest) = turns[place].event else { continue }
            guard rest.code == last.code else { return }
            isReplyCut = true
            replies[replies.count - 1].lines += rest.lines
            skipped = place
            return
        }
    }

    /// Whether the next reply takes the client's request, or none was recorded.
    // In its place, like the code, since a copy of a reply would count its references.
    var isNextPositive: Bool { given < replies.count ? replies[given].isPositive : true }

    /// The code of the next reply; nil where none was recorded, or it has none.
    var nextCode: Int? { given < replies.count ? replies[given].code : nil }

    /// Goes on to the reply after the next one: the machine has given its own.
    mutating func advance() { given += 1 }
}

extension RecordedReply {
    /// Whether its last line says that more follow.
    var goesOn: Bool {
        guard let line = lines.last else { return false }
        return line.count > 3 && line[3] == ASCII.hyphen && code != nil
    }

    /// Whether the client's request was taken.
    var isPositive: Bool { code.map { $0 < 400 } ?? true }

    /// The answer to EHLO that lists what the recorded server did; nil if it refused, or not all is known.
    var offer: Answer? {
        guard code == 250, !isCutShort else { return nil }
        let lines = lines.map { String(decoding: $0.dropFirst(4), as: UTF8.self) }
        return .accept(CustomReply(nil, nil, lines.joined(separator: "\n")))
    }

    /// The answer by which the machine does what the recorded server did.
    ///
    /// Whatever it refused counts, protocol or policy: the client is judged by what it knew.
    func answer(to hook: Hook) -> Answer? {
        guard let code else { return nil }
        switch hook {
        case .auth:
            if code == 334 {
                let text = lines.first.map { Array($0.dropFirst(4)) } ?? []
                return .challenge((try? Base64.decode(text)) ?? [])
            }
            return code < 400 ? .accept() : .reject()
        case .connect, .hello, .capabilities, .verb, .sender, .recipient, .data, .message,
            .delivery, .tls,
            .verify, .expand, .burl, .etrn, .atrn, .turned, .unknown:
            if code < 400 { return .accept() }
            return code < 500 ? .tempfail() : .reject()
        }
    }
}
