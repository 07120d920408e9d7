import OctetText
import SMTPScript
import SMTPSimulator
import TerminalText

/// What `smtpsim run` writes, in each of its formats.
public enum RunReport {
    /// For a person: failures and what was skipped or changed, and a closing line.
    ///
    /// - Parameters:
    ///   - results: the scripts
    ///   - isQuiet: whether only failures are told
    ///   - isVerbose: whether scripts that passed are told, too
    /// - Returns: the lines
    public static func human(
        _ results: [RunResult], isQuiet: Bool = false, isVerbose: Bool = false
    ) -> [Line] {
        var lines: [Line] = []
        for result in results {
            lines += difference(result)
            guard result.outcome != .passed || isVerbose || results.count == 1 else { continue }
            // What cannot be read or played is an error, reported on standard error.
            guard result.outcome != .invalid, !isQuiet || result.outcome == .failed else {
                continue
            }
            lines += result.lines.map { line($0) }
        }
        guard results.count > 1, !isQuiet else { return lines }
        return lines + [summary(results)]
    }

    private static func line(_ text: String) -> Line {
        let visible = visible(text)
        if text.hasPrefix("FAIL") { return Line(visible, .error) }
        if text.hasPrefix("PASS") { return Line(visible, .positiveCompletionCode) }
        if text.hasPrefix("SKIP") { return Line(visible, .warning) }
        return Line(visible, text.hasPrefix(" ") ? .plain : .error)
    }

    private static func difference(_ result: RunResult) -> [Line] {
        result.difference.utf8.split(separator: 0x0A).map { octets in
            // The CR belongs to the line end; as a Swift character, CR LF would be one.
            let text = String(Substring(octets.last == 0x0D ? octets.dropLast() : octets))
            let line = String(text.dropFirst())
            let shown = result.secretLines[line] ?? ScriptSecrets.masked(line)
            let visible = text.prefix(1) + shown
            return Line(
                EscapedText.shown(String(visible)),
                text.hasPrefix("+") ? .diffAdded : text.hasPrefix("-") ? .diffRemoved : .plain)
        }
    }

    /// A text as one line, without anything that does not look like itself.
    static func visible(_ text: String) -> String {
        text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            .map { EscapedText.shown(String($0)) }.joined(separator: " ")
    }

    /// The closing line: `3 scripts: 1 passed, 1 failed, 1 skipped`.
    private static func summary(_ results: [RunResult]) -> Line {
        let outcomes: [RunResult.Outcome] = [.passed, .failed, .skipped, .invalid]
        let counts = outcomes.compactMap { outcome -> String? in
            let count = results.count { $0.outcome == outcome }
            return count == 0 ? nil : "\(count) \(outcome.rawValue)"
        }
        let isGood = results.allSatisfy { $0.outcome == .passed || $0.outcome == .skipped }
        return Line(
            "\(results.count) scripts: \(counts.joined(separator: ", "))",
            isGood ? .positiveCompletionCode : .error)
    }
}
