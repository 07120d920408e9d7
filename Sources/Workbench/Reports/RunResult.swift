import SMTPScript
import SMTPSimulator

/// The report on one script.
public struct RunResult: Hashable, Sendable {
    /// How it ended.
    public enum Outcome: String, Hashable, Sendable {
        /// All expectations were met.
        case passed
        /// At least one was not.
        case failed
        /// It requires something unavailable.
        case skipped
        /// It cannot be read or played.
        case invalid
    }

    /// The script's path.
    public var name: String
    /// How it ended.
    public var outcome: Outcome
    /// How many expectations there were.
    public var expectations = 0
    /// How many were not met.
    public var failed = 0
    /// The failures reported.
    public var failures: [ScriptFailure] = []
    /// Everything about it for a person, the verdict last.
    public var lines: [String] = []
    /// Why it was skipped, or is invalid; empty otherwise.
    public var reason = ""
    /// What an update changed, in unified form; empty for nothing.
    public var difference = ""
    /// Lines of the script that sent secrets, by their text, and how they may be shown.
    private(set) var secretLines: [String: String] = [:]

    /// The result of a run.
    ///
    /// - Parameter report: the run
    public init(_ report: ScriptReport) {
        name = report.name
        expectations = report.expectations
        failed = report.failureCount
        failures = report.failures
        lines = report.lines
        secretLines = report.secretLines
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
    ///
    /// - Parameters:
    ///   - name: its path
    ///   - reason: why, in lower case and without a full stop
    public init(unreadable name: String, _ reason: String) {
        self.name = name
        outcome = .invalid
        self.reason = "error: " + reason
        lines = [self.reason]
    }
}
