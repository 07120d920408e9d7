import SMTPSession
import SMTPTranscript
import TerminalText

/// What a step looks like.
enum StepDisplay {
    /// All lines of a step: what the client sent, what the person answered, replies, trace.
    static func lines(of step: Step) -> [Line] {
        var lines = Transcript.lines(of: step).flatMap(\.display)
        if case .answer(let text) = step.entry {
            lines.insert(contentsOf: TranscriptLine.answer(text).display, at: 0)
        }
        return lines
    }

    /// The lines of a step that are not on the screen yet: all but what the person has just typed.
    static func lines(behind step: Step) -> [Line] {
        var hidesClient = false
        if case .text = step.entry { hidesClient = true }
        return Transcript.lines(of: step).flatMap { line in
            if hidesClient, case .client = line { return [Line]() }
            return line.display
        }
    }
}
