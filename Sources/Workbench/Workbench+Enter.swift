import SMTPScript
import SMTPSession
import SMTPSimulator
import TerminalText

extension Workbench {
    /// Does what a line means, by the state of the session.
    ///
    /// - Parameter line: the line as it was typed, without its line end
    /// - Returns: the lines to show
    public mutating func enter(_ line: [UInt8]) -> [Line] {
        guard pasted == nil else { return gather(line) }
        switch TypedLine(line, isContent: simulator.takesContent) {
        case .command(let text): return command(String(decoding: text, as: UTF8.self))
        case .text(let text) where prompt == .answer: return answer(text)
        case .text(let text):
            let isMarked =
                !hasToldMarks && !simulator.takesContent && Workbench.beginsWithMark(text)
            let lines = attempt { simulator throws(SimulatorError) in
                try simulator.type(line: text)
            }
            return isMarked ? lines + tellMarks() : lines
        }
    }

    /// Whether a line is one of a dialogue as RFCs and scripts write it: `C: NOOP`, `S: 250 OK`.
    private static func beginsWithMark(_ text: [UInt8]) -> Bool {
        let first = text.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
        guard let first, "CSA".utf8.contains(first) else { return false }
        return Script.isLikely(text)
    }

    /// Says, once, what to do with such a dialogue.
    private mutating func tellMarks() -> [Line] {
        hasToldMarks = true
        var page = page
        page.say(
            "hint: the line was sent as it is, its mark too. A dialogue with marks is a script: "
                + ":open FILE plays it, and so does smtpsim FILE. Here the mark is left out.", .hint
        )
        return page.lines
    }

    private mutating func answer(_ text: [UInt8]) -> [Line] {
        let text = String(decoding: text, as: UTF8.self)
        guard text.contains(where: { $0 != " " && $0 != "\t" }) else {
            var page = page
            page.say("A question is open: answer it, or see :can", .question)
            return page.lines
        }
        return attempt { simulator throws(SimulatorError) in try simulator.answer(text) }
    }

    /// Gathers a line after `:paste`.
    private mutating func gather(_ line: [UInt8]) -> [Line] {
        guard line == Array(":end".utf8) else {
            pasted?.append(line)
            return []
        }
        let lines: [[UInt8]] = pasted ?? []
        let bytes: [UInt8] = lines.flatMap { line -> [UInt8] in line + [0x0D, 0x0A] }
        pasted = nil
        guard !bytes.isEmpty else { return [] }
        return attempt { simulator throws(SimulatorError) in try simulator.send(bytes: bytes) }
    }
}
