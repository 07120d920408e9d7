import OctetText
import SystemCalls
import TerminalText

/// Standard output and standard error.
enum Console {
    /// Writes text to standard output at once; ends the program if nobody reads it any more.
    static func write(_ text: String) {
        do {
            try Descriptor.standardOutput.writeAll(Array(text.utf8).span)
        } catch .brokenPipe {
            ExitStatus.brokenPipe.end()
        } catch {
            fail(Failure("cannot write standard output: \(error)"))
            ExitStatus.usage.end()
        }
    }

    /// Writes lines to standard output, in a theme's looks.
    static func write(_ lines: [Line], _ theme: Theme) {
        guard !lines.isEmpty else { return }
        write(lines.map { theme.render($0) + "\n" }.joined())
    }

    /// Writes `smtpsim: error: …` and `hint: …` to standard error.
    static func fail(_ failure: Failure) {
        note("smtpsim: error: " + failure.message)
        if let hint = failure.hint { note("hint: " + hint) }
    }

    /// Writes lines to standard error, and a line end after the last.
    static func note(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let visible = lines.map { EscapedText.shown(String($0)) }.joined(separator: "\n")
        try? Descriptor.standardError.writeAll(Array((visible + "\n").utf8).span)
    }

    /// How many columns standard output has; 80 if that is not known, as in a pipe.
    static var columns: Int { Descriptor.standardOutput.size?.columns ?? 80 }
}
