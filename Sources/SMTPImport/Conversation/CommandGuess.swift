import SMTPGrammar

/// Guesses which command a reply answers, where a source has the server's side only.
///
///     354 Go on      DATA
///     250 2.1.5 Ok   RCPT TO:<recipient@server.invalid>
struct CommandGuess {
    /// How far the session is.
    private enum Place {
        case start, hello, mail, recipient, text, response
    }

    private var place = Place.start
    /// Whether the server took a recipient since the last MAIL.
    private var hasRecipient = false
    /// Commands that are in the source, and wait for their replies.
    private var awaited = 0

    /// Takes note of what the client sent, as the source has it.
    mutating func sent(_ write: RecordedWrite) {
        awaited += 1
        guard write.kind == .line else { return }
        let line = write.octets[...]
        if line.begins(withWord: "EHLO") || line.begins(withWord: "HELO") { place = .mail }
        if line.begins(withWord: "MAIL") { place = .recipient }
        if line.begins(withWord: "RSET") { place = .mail }
    }

    /// What must have been sent before a reply, besides what the source has.
    mutating func writes(before reply: RecordedReply) -> [RecordedWrite] {
        let code = reply.code ?? 0
        if awaited > 0 {
            awaited -= 1
            if code == 354 { place = .text }
            return []
        }
        if place == .start {
            place = .hello
            if [220, 421, 554].contains(code) { return [] }
        }
        return code == 421 ? [] : [guess(code, reply)]
    }

    private mutating func guess(_ code: Int, _ reply: RecordedReply) -> RecordedWrite {
        if place == .text {
            place = .mail
            return RecordedWrite(.leftOutText(lines: nil, octets: nil), [])
        }
        if place == .response, code != 334 {
            place = .mail
            return hidden(.response, "*")
        }
        switch code {
        case 354:
            place = .text
            return command("DATA")
        case 334:
            let isFirst = place != .response
            place = .response
            return isFirst ? command("AUTH LOGIN") : hidden(.response, "*")
        case 235, 535: return hidden(.line, "AUTH PLAIN *")
        case 220:
            place = .hello
            return command("STARTTLS")
        case 221: return command("QUIT")
        case 211, 214: return command("HELP")
        case 252: return command("VRFY recipient")
        case 500: return command("UNKNOWN")
        case 502: return command("TURN")
        // Something that this server finds wrong too.
        case 501: return command("VRFY")
        case 503: return command(hasRecipient ? "MAIL FROM:<sender@client.invalid>" : "DATA")
        case 555:
            return command("\(place == .recipient ? "RCPT TO" : "MAIL FROM"):<a@b.invalid> UNKNOWN")
        default: return inPlace(code, reply)
        }
    }

    /// The command that comes next in a session.
    private mutating func inPlace(_ code: Int, _ reply: RecordedReply) -> RecordedWrite {
        let isTaken = code < 300
        if place == .hello || reply.isOffer {
            if isTaken { place = .mail }
            let verb = reply.lines.count > 1 ? "EHLO" : "HELO"
            return command("\(verb) client.invalid")
        }
        if place == .mail {
            if isTaken { (place, hasRecipient) = (.recipient, false) }
            return command("MAIL FROM:<sender@client.invalid>")
        }
        hasRecipient = hasRecipient || isTaken
        return command("RCPT TO:<recipient@server.invalid>")
    }

    private func command(_ text: String) -> RecordedWrite {
        RecordedWrite(.line, Array(text.utf8) + [ASCII.carriageReturn, ASCII.lineFeed])
    }

    private func hidden(_ kind: RecordedWrite.Kind, _ text: String) -> RecordedWrite {
        var write = command(text)
        write.kind = kind
        write.isRedacted = true
        return write
    }
}

extension RecordedConversation {
    /// Whether replies of the server are all that there is.
    var hasServerAlone: Bool {
        var replies = 0
        for turn in turns {
            switch turn.event {
            case .sent: return false
            case .reply: replies += 1
            case .connected, .secured, .closed, .remark: break
            }
        }
        return replies > 1
    }

    /// Says that commands were guessed, if they were.
    mutating func warnOfGuess() {
        guard isGuessed else { return }
        warnings.append(
            RecordingWarning(
                "the client's lines are not in the source: commands are guessed from the replies",
                line: turns.first?.line))
    }

    /// Puts in the commands that a reply without one must have answered.
    mutating func guessCommands() {
        var guess = CommandGuess()
        var result: [RecordedTurn] = []
        for turn in turns {
            switch turn.event {
            case .sent(let write): guess.sent(write)
            case .reply(let reply):
                result += guess.writes(before: reply).map {
                    RecordedTurn(.sent($0), line: turn.line)
                }
            case .connected, .secured, .closed, .remark: break
            }
            result.append(turn)
        }
        isGuessed = result.count > turns.count
        turns = result
    }
}
