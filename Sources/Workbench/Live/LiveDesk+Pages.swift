import OctetText
import SMTPDriver
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import TerminalText

extension LiveDesk {
    /// A session in a line: `RCPT, from 127.0.0.1, port 51234, for 12s; waits for you: recipient bob@sim.example`.
    func summary(of session: LiveSession) -> String {
        guard !session.isClosed else { return "over, from \(LiveDesk.name(of: session.peer))" }
        let time = DurationText.rounded(from: session.opened, to: now)
        let name = session.simulator.machine.clientName.map { "\(EscapedText.shown($0)), " } ?? ""
        let messages = session.simulator.mailbox.messages.count
        let received = messages == 0 ? "" : ", \(counted(messages, "message"))"
        let waits = waiting.first { $0.session == session.number }.map { hold in
            "; waits \(DurationText.rounded(from: hold.since, to: now)) for you: \(words(for: hold))"
        }
        return "\(session.simulator.phaseName), \(name)\(LiveDesk.name(of: session.peer)), "
            + "for \(time)\(received)\(waits ?? "")"
    }

    /// `:sessions`: the clients that are there, those that were, and the copies.
    func showSessions(on page: inout Page) {
        let all = sessions.values.sorted { $0.number < $1.number }
        guard !all.isEmpty else { return page.say("No client has connected yet.") }
        let ended = all.filter(\.isClosed)
        let shown = ended.suffix(LiveDesk.mostListed) + all.filter { !$0.isClosed }
        page.table(
            shown.map { session in
                let mark = session.number == focus ? "* " : "  "
                return ("\(mark)\(session.number)", summary(of: session))
            })
        let more = ended.count - min(ended.count, LiveDesk.mostListed)
        if more > 0 { page.say("… and \(counted(more, "session")) that ended before") }
    }

    /// How many sessions that are over `:sessions` lists.
    private static let mostListed = 10

    /// `:questions`: who waits, for what, and how long already.
    func showQuestions(on page: inout Page) {
        guard !waiting.isEmpty else { return page.say("No session waits for you.") }
        page.table(
            waiting.map { hold in
                let mark = hold.number == current ? "* " : "  "
                let time = DurationText.rounded(from: hold.since, to: now)
                return (
                    "\(mark)\(hold.session)", "\(words(for: hold)) \(hold.proposal), waits \(time)"
                )
            })
        page.say(":answer N ANSWER answers one of them, :answer N as proposed.", .hint)
    }
}
