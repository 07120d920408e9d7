extension RunReport {
    /// In the Test Anything Protocol, version 13.
    ///
    /// - Parameter results: the scripts
    /// - Returns: the text, with a final line end
    public static func tap(_ results: [RunResult]) -> String {
        var text = "TAP version 13\n1..\(results.count)\n"
        for (index, result) in results.enumerated() { text += tap(result, number: index + 1) }
        return text
    }

    private static func tap(_ result: RunResult, number: Int) -> String {
        let name = visible(result.name)
            .split(separator: "#", omittingEmptySubsequences: false).joined(separator: "\\#")
        switch result.outcome {
        case .passed: return "ok \(number) - \(name)\n"
        case .skipped: return "ok \(number) - \(name) # SKIP \(visible(result.reason))\n"
        case .failed, .invalid:
            let lines = result.lines.flatMap { $0.unicodeScalars.split(separator: "\n") }
            let details = lines.map { "    \(visible(String($0)))\n" }.joined()
            return "not ok \(number) - \(name)\n  ---\n  message: |\n\(details)  ...\n"
        }
    }
}
