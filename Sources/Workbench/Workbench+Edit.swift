import OctetText
import SMTPScript
import SMTPSession
import SMTPSimulator
import TerminalText

extension EditCommand: WorkbenchCommand {
    func perform(on workbench: inout Workbench) -> [Line] { workbench.edit() }
}

extension Workbench {
    /// `:edit`: has message text written, and sends it.
    mutating func edit() -> [Line] {
        guard let editor else { return page { $0.fail("there is no terminal to edit in") } }
        let isInText = simulator.openQuestion == nil && simulator.expectation == .content
        guard isInText || simulator.admittedVerbs.contains("DATA"), simulator.openQuestion == nil
        else {
            return page {
                $0.fail(
                    "message text is not in order now", hint: "MAIL and RCPT come first; see :can")
            }
        }
        do {
            draft = try editor.edit(draft)
        } catch {
            return page { $0.fail(EscapedText.shown(error.description)) }
        }
        guard !draft.isEmpty else {
            return page { $0.say("nothing was written, and nothing is sent") }
        }
        return isInText ? sendDraft() : sendDraftAsMessage()
    }

    private mutating func sendDraft() -> [Line] {
        let text = MessageText.stuffed(draft)
        let lines = attempt { simulator throws(SimulatorError) in try simulator.send(bytes: text) }
        draft = []
        return lines
    }

    /// DATA, the text, and the lone dot, as far as the server goes along.
    private mutating func sendDraftAsMessage() -> [Line] {
        var lines = type("DATA")
        guard simulator.openQuestion == nil, simulator.expectation == .content else {
            return lines
                + page { $0.say("The text is kept: :edit has it again.", .hint) }
        }
        lines += sendDraft()
        guard simulator.expectation == .content else { return lines }
        return lines + type(".")
    }

    /// Types a line for the person, and shows it.
    private mutating func type(_ line: String) -> [Line] {
        let echo = Line.marked("C: " + line, .clientMark, .clientText)
        return [echo]
            + attempt { simulator throws(SimulatorError) in
                try simulator.type(line: Array(line.utf8))
            }
    }
}
