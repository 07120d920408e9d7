import SMTPSession
import SMTPSimulator
import TerminalText

/// What a step looks like.
public enum StepDisplay {
    /// All lines of a step: the command or the answer that was typed, what the client sent,
    /// replies, trace.
    ///
    /// - Parameters:
    ///   - step: what was done
    ///   - showsTrace: whether the trace is shown
    ///   - width: how many columns a caret's lines may take
    ///   - secrets: whether credentials are shown
    /// - Returns: the lines, in order
    static func lines(
        of step: Step, showsTrace: Bool = true, width: Int = .max, secrets: Bool = false
    ) -> [Line] {
        let lines = visible(Transcript.lines(of: step, secrets: secrets), showsTrace)
            .flatMap { $0.display(width: width) }
        switch step.entry {
        case .answer(let text): return TranscriptLine.answer(text).display(width: width) + lines
        // The first connection opens by itself.
        case .command("connect") where step.before.machine.expectation == .connection: return lines
        case .command(let text):
            let shown = step.command?.text(secrets: secrets) ?? text
            return TranscriptLine.command(":" + shown).display(width: width) + lines
        case .text, .bytes, .messageText: return lines
        }
    }

    /// The lines of a step that are not on the screen yet: everything except what was just typed.
    static func lines(
        behind step: Step, showsTrace: Bool, width: Int, secrets: Bool = false
    ) -> [Line] {
        var hidesClient = false
        if case .text = step.entry { hidesClient = true }
        return visible(Transcript.lines(of: step, secrets: secrets), showsTrace).flatMap { line in
            if hidesClient, case .client = line { return [Line]() }
            return line.display(width: width)
        }
    }

    /// Lines of a transcript as they are shown.
    ///
    /// - Parameters:
    ///   - lines: the lines
    ///   - showsTrace: whether the trace is shown
    /// - Returns: the lines for display
    package static func lines(of lines: [TranscriptLine], showsTrace: Bool = true) -> [Line] {
        visible(lines, showsTrace).flatMap { $0.display(width: .max) }
    }

    private static func visible(_ lines: [TranscriptLine], _ showsTrace: Bool) -> [TranscriptLine] {
        guard !showsTrace else { return lines }
        return lines.filter {
            switch $0 {
            case .trace, .caret: false
            case .client, .answer, .server, .expectation, .event, .command, .comment, .asking: true
            }
        }
    }
}
