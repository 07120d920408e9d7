import SMTPGrammar
import SMTPScript

extension ConversationWriter {
    /// Writes a reply as what is expected.
    mutating func hear(_ reply: RecordedReply, at index: Int) {
        let reply = whole(reply, at: index)
        let code = reply.code ?? 0
        guard !isClosed else { return comment(on: reply, "after the connection was closed") }
        if !isConnected { connect(nil) }
        if awaited.isEmpty { completeExchange(before: reply, at: index) }
        guard let answered = answered(by: code) else { return unasked(reply, at: index) }
        // Nothing was sent to it, so it has the source to itself.
        if case .greeting = answered { origin(index) }
        note(answered, code)
        let isWelcome =
            lastVerb == .ehlo || lastVerb == .lhlo || lastVerb == .helo || answered == .greeting
        if reply.isCutShort, reply.lines[0].count > 4 { warn("the reply was cut short", at: index) }
        known.replies.append(reply, isWelcome: isWelcome, to: &script)
        last = .reply
        if code == 421 || code == 221 { end(by: code, at: index) }
    }

    /// A reply that the client broke in upon, with its rest: it is expected as a whole.
    private mutating func whole(_ reply: RecordedReply, at index: Int) -> RecordedReply {
        var reply = reply
        while reply.goesOn, let next = takeReply(after: index) { reply.lines += next.lines }
        return reply
    }

    /// What a reply answers, after giving up the replies that were not recorded.
    private mutating func answered(by code: Int) -> Awaited? {
        guard !awaited.isEmpty else { return nil }
        guard let place = awaited.firstIndex(where: { $0.takes(code) }) else {
            return awaited.removeFirst()
        }
        // A refusal can be the reply to anything, so it is that to the first.
        if place > 0 { missReplies(upTo: place) }
        return awaited.removeFirst()
    }

    private mutating func note(_ answered: Awaited, _ code: Int) {
        lastCode = code
        mask.note(code: code)
        if case .command(let verb) = answered { lastVerb = verb } else { lastVerb = nil }
        if answered == .message { hasSender = false }
        guard code < 400 else { return }
        switch lastVerb {
        case .ehlo?, .helo?, .lhlo?: (hasHello, hasSender) = (true, false)
        case .startTLS?: (hasHello, hasSender) = (false, false)
        case .mail?: (hasSender, acceptedRecipients) = (true, 0)
        case .rcpt?: acceptedRecipients += 1
        case .rset?: (hasSender, acceptedRecipients) = (false, 0)
        default: return
        }
    }

    /// A reply that nothing was sent for: the server said by itself that it goes away, or the client's lines are
    /// not in the source.
    private mutating func unasked(_ reply: RecordedReply, at index: Int) {
        guard reply.code == 421 else {
            return comment(on: reply, "and what it answers is not in the recording")
        }
        origin(index)
        add(":shutdown")
        ReplyLines(reply: reply, isWelcome: false).append(to: &script)
        last = .reply
        end(by: 421, at: index)
    }

    private mutating func comment(on reply: RecordedReply, _ why: String) {
        add(line: "# the server said this, \(why):")
        for line in reply.lines {
            add(line: "#   " + ImportedScript.comment(String(decoding: line, as: UTF8.self)))
        }
    }

    /// After 221 and 421 this server closes; the recorded one may have stayed (RFC 5321 §4.2.3 says that it does not).
    private mutating func end(by code: Int, at index: Int) {
        awaited = []
        guard !goesOn(after: index) else { return }
        add("S. close")
        isClosed = true
    }

    /// Whether more was said afterwards in the same connection.
    private func goesOn(after index: Int) -> Bool {
        for turn in conversation.turns[(index + 1)...] {
            switch turn.event {
            case .sent, .secured: continue
            case .reply: return true
            case .closed, .connected: return false
            case .remark: continue
            }
        }
        return false
    }

    /// Lets replies be whatever this server says that the source does not have.
    mutating func missReplies(upTo count: Int? = nil) {
        let missing = count ?? awaited.count
        guard missing > 0 else { return }
        add(line: "# \(missing == 1 ? "a reply was" : "\(missing) replies were") not recorded")
        for _ in 0..<missing {
            add("S*")
            let gone = awaited.removeFirst()
            note(gone, gone == .command(.data) ? 354 : gone == .command(.startTLS) ? 220 : 250)
            if case .command(.quit) = gone {
                isClosed = true
                break
            }
        }
        last = .reply
    }
}

extension ConversationWriter {
    /// Opens the connection; one from an address that the source names, from there.
    mutating func connect(_ address: String?, isByClient: Bool = false) {
        if isConnected {
            guard !isNew else { return }
            close(nil, at: nil)
        }
        let secured = beginsSecured
        let place = address.flatMap {
            AddressLiteral.isInternetAddress(Array($0.utf8)) ? " ip=\($0)" : nil
        }
        let isSaid = place != nil || !isFirst || secured
        if isSaid { add(line: ":connect" + (place ?? "") + (secured ? " tls" : "")) }
        isConnected = true
        isClosed = false
        isFirst = false
        isSecured = secured
        awaited = [.greeting]
        (hasHello, hasSender, text, lastCode, lastVerb) = (false, false, nil, nil, nil)
        guard !hasGreeting else { return }
        // What the server said first is not in the source.
        awaited = []
        if isSaid { add("S*") }
    }

    /// Whether nothing was said yet in this connection.
    private var isNew: Bool {
        if case .nothing = last { true } else { awaited == [.greeting] }
    }

    /// Whether the handshake was done before anything was said.
    private var beginsSecured: Bool {
        for turn in conversation.turns {
            switch turn.event {
            case .secured: return true
            case .sent, .reply, .closed: return false
            case .connected, .remark: continue
            }
        }
        return false
    }

    /// Whether the first thing that was said is a greeting; a refusal can be one too.
    private var hasGreeting: Bool {
        for turn in conversation.turns {
            switch turn.event {
            case .reply(let reply):
                return [220, 421, 554].contains(reply.code) || (reply.code ?? 0) >= 400
            case .sent: return false
            case .connected, .remark, .secured, .closed: continue
            }
        }
        return false
    }

    /// Notes that the handshake was done.
    mutating func secure(_ version: String?) {
        guard !isSecured else { return }
        guard isConnected, lastVerb == .startTLS, lastCode == 220 else { return }
        handshake(version)
    }

    /// A client that goes on after a 220 to STARTTLS has done the handshake, whether or not the source says so.
    mutating func implyHandshake() {
        guard isConnected, lastVerb == .startTLS, lastCode == 220, !isSecured, awaited.isEmpty
        else {
            return
        }
        handshake(nil)
    }

    private mutating func handshake(_ version: String?) {
        isSecured = true
        let isPlain = version.map {
            $0.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && $0.utf8.count < 20
        }
        add("S. tls")
        add(line: ":tls" + (isPlain == true ? " version=\(version ?? "")" : ""))
        lastVerb = nil
        last = .nothing
    }

    /// Closes the connection, unless the server has done so.
    mutating func close(_ side: RecordedSide?, at index: Int?) {
        guard isConnected, !isClosed else { return }
        if lastVerb == .startTLS, lastCode == 220, !isSecured { add("S. tls") }
        missReplies()
        guard !isClosed else { return }
        if side == .server, case .reply = last, (lastCode ?? 0) >= 400, isPolicy {
            add("S. close")
        } else {
            if side == .server { add("# the server closed the connection") }
            add(":close")
        }
        isClosed = true
    }

    /// Whether the last refusal is one that a policy can make together with closing the connection.
    private var isPolicy: Bool {
        !(500...504).contains(lastCode ?? 0) && lastCode != 552 && lastCode != 555
            && lastVerb != nil && lastVerb != .rset && lastVerb != .noop && lastVerb != .quit
    }

    /// Ends the script.
    mutating func finish() {
        guard isConnected, !isClosed else { return }
        if text != nil { add("# the recording ends inside the message text") }
        if text == nil { missReplies() }
        if !isLast, !isClosed { add(":close") }
    }
}

extension RecordedReply {
    /// Whether its last line announces another.
    fileprivate var goesOn: Bool {
        guard let line = lines.last, line.count > 3 else { return false }
        return line[3] == ASCII.hyphen && code != nil
    }
}
