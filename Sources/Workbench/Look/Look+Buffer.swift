import OctetText
import SMTPDriver
import SMTPSession
import SMTPSimulator
import TerminalText

extension BufferCommand: PageCommand {
    func page(_ look: Look) -> Page { look.buffer() }
}

extension Look {
    /// `:buffer`: the client's octets that wait to be read.
    func buffer() -> Page {
        var page = page
        let octets = Array(simulator.machine.bufferedOctets)
        guard !octets.isEmpty else {
            page.say("The buffer is empty.")
            return page
        }
        let why =
            simulator.openQuestion == nil
            ? "the line is not complete" : "a question waits for its answer"
        let verb = octets.count == 1 ? "waits" : "wait"
        page.say("\(counted(octets.count, "octet")) \(verb): \(why).")
        let shown = simulator.machine.forecast().flatMap(\.maskedOctets)
        page.show(EscapedText.shown(shown, limit: 1_000))
        for notice in simulator.machine.unread.notices {
            page.say("\(notice.rule.id) (\(notice.rule.clause)): \(notice.rule.explanation)")
        }
        return page
    }
}
