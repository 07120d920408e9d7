import SMTPImport
import SMTPLint
import SMTPSession

/// A recorded conversation from lines: `C: ` and `S: ` as usual, a reply's lines joined, `T: ` for a whole line of
/// message text, `tls`, `closed` by the client and `over` for an end of which nobody says who caused it.
func recorded(_ text: String) -> RecordedConversation {
    var conversation = RecordedConversation()
    for (index, line) in text.split(separator: "\n").enumerated() {
        let rest = Array(line.dropFirst(3).utf8)
        let event: RecordedEvent? =
            switch line.prefix(3) {
            case "C: ": .sent(RecordedWrite(.line, rest + [13, 10]))
            case "T: ": .sent(RecordedWrite(.text, rest + [13, 10]))
            case "X: ": .sent(RecordedWrite(.line, rest + [13, 10], isRedacted: true))
            case "S: ": conversation.join(rest) ? nil : .reply(RecordedReply([rest]))
            case "tls": .secured(version: nil)
            case "clo": .closed(.client)
            case "ove": .closed(nil)
            case "eli": .sent(RecordedWrite(.leftOutText(lines: nil, octets: 100), []))
            default: nil
            }
        if let event { conversation.turns.append(RecordedTurn(event, line: index + 1)) }
    }
    return conversation
}

extension RecordedConversation {
    /// Adds a line to the reply that is under way, if there is one.
    fileprivate mutating func join(_ line: [UInt8]) -> Bool {
        guard case .reply(var reply) = turns.last?.event, let last = reply.lines.last,
            last.count > 3,
            last[3] == UInt8(ascii: "-")
        else { return false }
        reply.lines.append(line)
        turns[turns.count - 1].event = .reply(reply)
        return true
    }
}

/// The findings on a recorded conversation: `line level rule`.
func lint(_ text: String) -> [String] {
    var player = RecordingPlayer()
    return player.lint(recorded(text)).map { "\($0.line) \($0.level.rawValue) \($0.rule.id)" }
}

/// What begins nearly every conversation: four lines.
let greeted = """
    S: 220 mx.sim.example
    C: EHLO client.example
    S: 250-mx.sim.example
    S: 250-PIPELINING
    S: 250-SIZE 1000
    S: 250 8BITMIME

    """

/// The same where nothing is on offer: three lines.
let plain = """
    S: 220 mx.sim.example
    C: EHLO client.example
    S: 250 mx.sim.example

    """

/// A transaction up to the text.
let begun = """
    C: MAIL FROM:<ann@client.example>
    S: 250 OK
    C: RCPT TO:<bob@sim.example>
    S: 250 OK
    C: DATA
    S: 354 Go on

    """

/// The end.
let ended = """
    C: QUIT
    S: 221 Bye

    """
