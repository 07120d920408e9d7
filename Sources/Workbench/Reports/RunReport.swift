import OctetText
import SMTPScript
import SMTPSimulator
import TerminalText

/// The report on one script.
package struct RunResult: Hashable, Sendable {
    package enum Outcome: String, Hashable, Sendable {
        case passed, failed
        /// It requires something unavailable.
        case skipped
        /// It cannot be read or played.
        case invalid
    }

    package var name: String
    package var outcome: Outcome
    /// How many expectations there were.
    package var expectations = 0
    /// How many were not met.
    package var failed = 0
    package var failures: [ScriptFailure] = []
    /// Everything about it for a person, the verdict last.
    package var lines: [String] = []
    /// What its looking commands showed.
    package var pages: [ScriptPage] = []
    /// How each reply compares with a recorded one; empty if nothing was adopted.
    package var replay: [ReplayedReply] = []
    /// What another program's transcript was read as; nil for a script of ours.
    package var readAs: String?
    /// Whether it could not even be read.
    package private(set) var isUnreadable = false
    /// Why it was skipped, or is invalid; empty otherwise.
    package var reason = ""
    /// What an update changed, in unified form; empty for nothing.
    package var difference = ""
    /// Lines of the script that sent secrets, by their text, and how they may be shown.
    private(set) var secretLines: [String: String] = [:]

    package init(_ report: ScriptReport) {
        name = report.name
        expectations = report.expectations
        failed = report.failureCount
        failures = report.failures
        lines = report.lines
        secretLines = report.secretLines
        replay = report.replay
        pages = report.remarks.compactMap {
            if case .page(let page) = $0.content { page } else { nil }
        }
        switch report.outcome {
        case .passed: outcome = .passed
        case .failed: outcome = .failed
        case .skipped(let why):
            outcome = .skipped
            reason = why
        case .invalid(let diagnostics):
            outcome = .invalid
            reason = diagnostics.map(\.description).joined(separator: "\n")
        }
    }

    /// The result of a script that cannot be read.
    package init(unreadable name: String, _ reason: String) {
        self.name = name
        outcome = .invalid
        isUnreadable = true
        self.reason = reason
        lines = ["error: " + reason]
    }
}

/// What `smtpsim run` writes, in each of its formats.
package enum RunReport {
    /// For a person: failures and what was skipped or changed, and a closing line.
    package static func human(
        _ results: [RunResult], isQuiet: Bool = false, isVerbose: Bool = false
    ) -> [Line] {
        var lines: [Line] = []
        for result in results {
            lines += difference(result)
            if !isQuiet { lines += pageLines(result).map { Line(visible($0), .tool) } }
            let isFew = results.count == 1 || result.readAs != nil && results.count <= 20
            guard result.outcome != .passed || isVerbose || isFew else { continue }
            if let readAs = result.readAs, !isQuiet {
                lines.append(Line(visible("# \(result.name): \(readAs)"), .tool))
            }
            if !isQuiet { lines += ReplayReport.lines(result.replay, showsAll: isVerbose) }
            // What cannot be read or played is an error, reported on standard error.
            guard result.outcome != .invalid, !isQuiet || result.outcome == .failed else {
                continue
            }
            lines += result.lines.map { line($0) }
        }
        guard results.count > 1, !isQuiet else { return lines }
        return lines + [summary(results)]
    }

    /// What looking commands showed, each page with the place of its command: comments all.
    static func pageLines(_ result: RunResult) -> [String] {
        result.pages.flatMap { page in
            ["# \(page.file):\(page.line)   :\(page.command)"] + page.lines
        }
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
