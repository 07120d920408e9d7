import OctetText
import SMTPScript
import SMTPSession
import SMTPSimulator
import TerminalText

/// What a step looks like.
package enum StepDisplay {
    /// All lines of a step: the command or the answer that was typed, what the client sent,
    /// replies, trace.
    static func lines(
        of step: Step, trace: TraceForm = .full, width: Int = .max, secrets: Bool = false
    ) -> [Line] {
        let lines = visible(
            Transcript.lines(of: step, secrets: secrets, isBounded: true), trace
        )
        .flatMap { $0.display(width: width) }
        switch step.entry {
        case .answer(let text): return TranscriptLine.answer(text).display(width: width) + lines
        // The first connection opens by itself.
        case .command("connect") where step.before.machine.expectation == .connection: return lines
        case .command(let text):
            let shown = step.command?.text(secrets: secrets) ?? text
            return TranscriptLine.command(":" + shown).display(width: width) + lines
        case .text, .bytes, .repeated, .messageText: return lines
        }
    }

    /// The lines of a step that are not on the screen yet: everything except what was just typed.
    ///
    /// What is to be said beside the state goes with the last line of the trace.
    static func lines(
        after step: Step, trace: TraceForm, width: Int, secrets: Bool = false,
        besidesState: String = ""
    ) -> [Line] {
        var hidesClient = false
        if case .text = step.entry { hidesClient = true }
        var lines = Transcript.lines(of: step, secrets: secrets, isBounded: true)
        lines.say(besidesState: besidesState)
        return visible(lines, trace).flatMap { line in
            if hidesClient, case .client = line { return [Line]() }
            return line.display(width: width)
        }
    }

    /// Lines of a transcript as they are shown.
    package static func lines(of lines: [TranscriptLine], trace: TraceForm = .full) -> [Line] {
        visible(lines, trace).flatMap { $0.display(width: .max) }
    }

    private static func visible(_ lines: [TranscriptLine], _ form: TraceForm) -> [TranscriptLine] {
        lines.filter {
            switch $0 {
            case .trace(_, let weight): form.shows(weight)
            case .caret: form.shows(.refusal)
            case .client, .answer, .server, .expectation, .event, .command, .comment, .asking: true
            }
        }
    }
}

extension [TranscriptLine] {
    /// Puts some words after the state in the last line of the trace.
    fileprivate mutating func say(besidesState words: String) {
        guard !words.isEmpty else { return }
        for index in indices.reversed() {
            guard case .trace(let text, let weight) = self[index] else { continue }
            let end = text.firstRange(of: "   ")?.lowerBound ?? text.endIndex
            self[index] = .trace(text[..<end] + words + text[end...], weight)
            return
        }
    }
}

extension TraceForm {
    /// Whether it shows a line of the trace.
    fileprivate func shows(_ weight: TraceWeight) -> Bool {
        switch self {
        case .off: false
        case .brief: weight != .detail
        case .full, .teach: true
        }
    }
}

extension Line {
    /// A line of a reply: `S: 550 5.1.1 No such user`.
    static func reply(_ text: String) -> Line {
        var line = Line("S: ", .serverMark)
        let code = text.prefix(3)
        guard code.utf8.count == 3, let number = Int(code) else {
            line.append(text, .serverText)
            return line
        }
        line.append(String(code), .serverCode(number))
        line.append(String(text.dropFirst(3)), .serverText)
        return line
    }

    /// A line of the trace: `#~ HELLO   rule order.hello-first`; several, if it is wider than that.
    ///
    /// The part before the wide gap is the state.
    static func trace(_ text: String, width: Int) -> [Line] {
        let mark = "#~ "
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        let gap = words.firstIndex(of: "") ?? words.endIndex
        let state = words[..<gap].joined(separator: " ")
        var first = Line(mark, .trace)
        first.append(state, .state)
        let rest = gap < words.endIndex ? " " + words[gap...].joined(separator: " ") : ""
        guard DisplayWidth.columns(of: mark + text) > width else {
            first.append(rest, .trace)
            return [first]
        }
        let start = mark + state + (rest.isEmpty ? "" : "   ")
        let lines = Wrapping.lines(of: rest, width: width, first: start, prefix: mark + "  ")
        first.append(String(lines[0].dropFirst(first.text.count)), .trace)
        return [first] + lines.dropFirst().map { Line($0, .trace) }
    }

    /// A line with a mark of two characters, as in a script: `C: NOOP`, `S. close`.
    static func marked(_ scriptLine: String, _ mark: Label, _ text: Label) -> Line {
        var line = Line(String(scriptLine.prefix(3)), mark)
        line.append(String(scriptLine.dropFirst(3)), text)
        return line
    }
}

extension TranscriptLine {
    /// The line as the terminal shows it: two or more lines for a caret, none for an open question.
    func display(width: Int) -> [Line] {
        switch self {
        case .client(let text): [Line.marked(text, .clientMark, .clientText)]
        case .answer(let text): [Line.marked("A: " + text, .answerMark, .answerText)]
        case .server(let text): [Line.reply(String(ScriptText.line(expecting: text).dropFirst(3)))]
        case .event, .expectation: lines.map { Line.marked($0, .serverMark, .serverText) }
        case .command(let text): [Line(EscapedText.shown(text), .hint)]
        case .comment(let text): [Line(EscapedText.shown(text), .tool)]
        case .trace(let text, _): Line.trace(text, width: width)
        case .caret(let picture): picture.display(width: width)
        case .asking: []
        }
    }
}

extension CaretPicture {
    /// The picture, as trace: the client's line, and a caret with what was expected.
    fileprivate func display(width: Int) -> [Line] {
        let mark = "#~   "
        let (shown, rows) = caret.lines(explanation, columns: width - mark.count)
        var first = Line(mark, .trace)
        first.append(shown, .clientText)
        return [first]
            + rows.map { row in
                var line = Line(mark + row.prefix { $0 == " " }, .trace)
                line.append(String(row.drop { $0 == " " }), .caret)
                return line
            }
    }
}
