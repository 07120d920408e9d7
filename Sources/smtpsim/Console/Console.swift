import ArgumentParser
import LineEditor
import OctetText
import SystemCalls
import TerminalText

/// Standard output and standard error.
enum Console {
    /// Writes text to standard output at once; ends the program if nobody reads it any more.
    static func write(_ text: String) { write(octets: Array(text.utf8)[...]) }

    /// Writes octets to standard output at once; ends the program if nobody reads it any more.
    static func write(octets: ArraySlice<UInt8>) {
        do {
            try Descriptor.standardOutput.writeAll(octets.span)
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

    /// Writes lines to standard output bit by bit, up to the end or until somebody has seen enough;
    /// returns whether that was so.
    ///
    /// A terminal takes little at once, and what it has not shown yet the system drops at Ctrl-C.
    static func write(_ lines: [Line], _ theme: Theme, until isEnough: () -> Bool) -> Bool {
        var octets: [UInt8] = []
        for (index, line) in lines.enumerated() {
            octets += (theme.render(line) + "\n").utf8
            guard octets.count >= portion || index == lines.count - 1 else { continue }
            // Whole lines, so that no colour is cut in two; but a line may be as long as a message.
            let length = octets.count < 4 * portion ? octets.count : portion
            for start in stride(from: 0, to: octets.count, by: length) {
                guard !isEnough() else { return true }
                write(octets: octets[start..<min(start + length, octets.count)])
            }
            octets.removeAll(keepingCapacity: true)
        }
        return isEnough()
    }

    /// How many octets are written at once to a terminal.
    private static let portion = 1 << 12

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

/// When output has colours: `--color`.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
    case auto, always, never

    /// Whether what is written to standard output has colours.
    var isColored: Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto: ColorChoice.isTerminalColored
        }
    }

    private static var isTerminalColored: Bool {
        Descriptor.standardOutput.isTerminal && !Terminal.isDumb
            && ThisProcess.environment("NO_COLOR") == nil
    }
}

/// How the program ends; thrown to end it.
enum ExitStatus: Int32, Error {
    /// All expectations were met, or the session ended.
    case success = 0
    case failedExpectation = 1
    /// Wrong usage, an unreadable file, or a mistake in a script.
    case usage = 2
    /// A bug in smtpsim.
    case bug = 3
    /// Nobody reads standard output any more; what a shell shows for SIGPIPE.
    case brokenPipe = 141

    func end() -> Never { ThisProcess.end(rawValue) }
}

/// What is wrong with what the program was given: it ends the program with `ExitStatus.usage`.
struct Failure: Error {
    /// What is wrong, in lower case.
    let message: String
    /// What to do about it.
    var hint: String?

    init(_ message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }
}

/// The end that a signal asked for, once the client knows of it.
struct EndBySignal: Error {
    /// 128 and the signal's number.
    let status: Int32

    func end() -> Never { ThisProcess.end(status) }
}
