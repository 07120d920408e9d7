import OctetText
import SMTPScript
import SMTPSession
import SMTPSimulator
import TerminalText

extension Workbench {
    /// Does what a line with a mark says, as a script does; differences are shown, and stop nothing.
    mutating func play(_ line: ScriptLine) -> [Line] {
        switch line.kind {
        case .blank, .comment, .title, .trace: return []
        case .expectLine, .expectReply, .optionalLine, .anyFurtherLines, .groupStart, .groupEnd,
            .mustNotOccur, .serverEvent:
            return dialogue.expect(line).flatMap { show($0) }
        case .answer(let text): return goOn { $0.answer(Array(text.utf8)) }
        case .clientText, .command: return goOn { $0.type(marked: line.typed ?? "") }
        case .messageText(let text):
            return goOn { bench in
                bench.attempt { simulator throws(SimulatorError) in
                    try simulator.send(messageText: Array(text.utf8))
                }
            }
        case .clientBytes, .clientFile:
            let name = line.kind.isFile ? "file" : "send"
            let rest = line.text.drop { $0 == " " || $0 == "\t" }.dropFirst(2)
            return goOn { $0.command(name + rest) }
        }
    }

    /// Goes on with the dialogue, after what was expected so far.
    private mutating func goOn(_ body: (inout Workbench) -> [Line]) -> [Line] {
        let differences = dialogue.goOnMarked()
        return differences.flatMap { show($0) } + body(&self)
    }

    private mutating func type(marked text: String) -> [Line] {
        switch TypedLine(text.utf8, isContent: situation.takesContent) {
        case .command(let octets): command(String(decoding: octets, as: UTF8.self))
        case .text(let octets):
            attempt { simulator throws(SimulatorError) in try simulator.type(line: octets) }
        }
    }

    /// Shows a difference as a run of a script does.
    private func show(_ difference: MarkedDialogue.Difference) -> [Line] {
        page { page in
            let expected = EscapedText.inLine(difference.expected.utf8)
            let came = difference.came.map { EscapedText.inLine($0.utf8) } ?? "nothing"
            page.say("expected \(expected), got \(came)", .error)
            page.show("  " + EscapedText.inLine(difference.line.utf8))
            if let mismatch = difference.mismatch {
                page.show("  " + mismatch.underline(below: difference.line), .caret)
            }
            guard difference.came == nil, simulator.expectation == .handshake else { return }
            page.say("The server waits for the TLS handshake: :tls performs it.")
        }
    }

    /// Says what is wrong with a line that begins with a mark; it is not sent.
    func refuse(_ line: String, _ fault: LineFault) -> [Line] {
        page { page in
            let shown = ScriptSecrets.masked(line)
            page.show(Caret(in: shown.utf8, at: min(fault.offset, shown.utf8.count)), fault.message)
            page.fail("the line was not sent", hint: fault.hint)
        }
    }
}

extension ScriptLine.Kind {
    fileprivate var isFile: Bool { if case .clientFile = self { true } else { false } }
}
