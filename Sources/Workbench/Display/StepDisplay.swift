import SMTPSession
import SMTPTranscript
import TerminalText

/// What a step looks like.
public enum StepDisplay {
    /// All lines of a step: the command or the answer that was typed, what the client sent, replies,
    /// trace.
    ///
    /// - Parameters:
    ///   - step: what was done
    ///   - showsTrace: whether the trace is shown
    ///   - width: how many columns a caret's lines may take
    /// - Returns: the lines, in order
    public static func lines(
        of step: Step, showsTrace: Bool = true, width: Int = .max
    ) -> [Line] {
        let lines = visible(Transcript.lines(of: step), showsTrace).flatMap {
            $0.display(width: width)
        }
        switch step.entry {
        case .answer(let text): return TranscriptLine.answer(text).display(width: width) + lines
        case .command(let text) where text != "connect":
            return [Line(Sanitizer.visible(":" + text), .hint)] + lines
        case .command, .text, .bytes, .messageText: return lines
        }
    }

    /// The lines of a step that are not on the screen yet: all but what the person has just typed.
    static func lines(behind step: Step, showsTrace: Bool, width: Int) -> [Line] {
        var hidesClient = false
        if case .text = step.entry { hidesClient = true }
        return visible(Transcript.lines(of: step), showsTrace).flatMap { line in
            if hidesClient, case .client = line { return [Line]() }
            return line.display(width: width)
        }
    }

    private static func visible(_ lines: [TranscriptLine], _ showsTrace: Bool) -> [TranscriptLine] {
        guard !showsTrace else { return lines }
        return lines.filter {
            switch $0 {
            case .trace, .caret: false
            case .client, .answer, .server, .event, .asking: true
            }
        }
    }
}
