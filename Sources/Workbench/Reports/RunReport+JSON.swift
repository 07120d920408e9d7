import SMTPSimulator

extension RunReport {
    /// As one JSON object.
    ///
    /// - Parameter results: the scripts
    /// - Returns: the scripts with their failures, and how many there are of each outcome
    public static func json(_ results: [RunResult]) -> JSON {
        func count(_ outcome: RunResult.Outcome) -> JSON {
            .number(results.count { $0.outcome == outcome })
        }
        return [
            "scripts": .array(results.map(json)), "passed": count(.passed),
            "failed": count(.failed), "skipped": count(.skipped), "invalid": count(.invalid),
        ]
    }

    private static func json(_ result: RunResult) -> JSON {
        [
            "name": .string(result.name), "outcome": .string(result.outcome.rawValue),
            "expectations": .number(result.expectations), "failed": .number(result.failed),
            "reason": result.reason.isEmpty ? .null : .string(result.reason),
            "failures": .array(result.failures.map(json)),
        ]
    }

    private static func json(_ failure: ScriptFailure) -> JSON {
        [
            "file": .string(failure.file), "line": .number(failure.line),
            "phase": .optional(failure.phase), "message": .string(failure.message),
            "picture": .strings(failure.picture), "why": .optional(failure.why),
        ]
    }
}
