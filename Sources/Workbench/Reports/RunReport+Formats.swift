import SMTPSimulator

extension RunResult {
    /// What it says, line by line, for a document that takes visible text only.
    fileprivate var details: [String] {
        lines.flatMap { $0.unicodeScalars.split(separator: "\n") }
            .map { RunReport.visible(String($0)) }
    }
}

extension RunReport {
    /// In the Test Anything Protocol, version 13.
    package static func tap(_ results: [RunResult]) -> String {
        let tests = results.enumerated().map { tap($1, number: $0 + 1) }
        return "TAP version 13\n1..\(results.count)\n" + tests.joined()
    }

    private static func tap(_ result: RunResult, number: Int) -> String {
        let name = visible(result.name)
            .split(separator: "#", omittingEmptySubsequences: false).joined(separator: "\\#")
        let pages = pageLines(result).map { visible($0) + "\n" }.joined()
        switch result.outcome {
        case .passed: return pages + "ok \(number) - \(name)\n"
        case .skipped: return pages + "ok \(number) - \(name) # SKIP \(visible(result.reason))\n"
        case .failed, .invalid:
            let details = result.details.map { "    \($0)\n" }.joined()
            return pages + "not ok \(number) - \(name)\n  ---\n  message: |\n\(details)  ...\n"
        }
    }
}

extension RunReport {
    /// As JUnit XML: one test case for each script.
    package static func junit(_ results: [RunResult]) -> String {
        func count(_ outcome: RunResult.Outcome) -> Int { results.count { $0.outcome == outcome } }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite name="smtpsim" tests="\(results.count)" failures="\(count(.failed))" \
            errors="\(count(.invalid))" skipped="\(count(.skipped))">
            \(results.map(testCase).joined())</testsuite>

            """
    }

    private static func testCase(_ result: RunResult) -> String {
        let head = "  <testcase classname=\"smtpsim\" name=\"\(escaped(visible(result.name)))\""
        let reason = escaped(visible(result.reason))
        let details = escaped(result.details.joined(separator: "\n"))
        let inside: String
        switch result.outcome {
        case .passed: return head + "/>\n"
        case .skipped: inside = "<skipped message=\"\(reason)\"/>"
        case .failed:
            let message = escaped(visible(result.failures.first?.message ?? ""))
            inside = "<failure message=\"\(message)\">\(details)</failure>"
        case .invalid: inside = "<error message=\"\(reason)\">\(details)</error>"
        }
        return "\(head)>\n    \(inside)\n  </testcase>\n"
    }

    /// Visible text of an element or an attribute.
    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "\n": "&#10;"
            default: String(scalar)
            }
        }.joined()
    }
}

extension RunReport {
    /// As one JSON object.
    package static func json(_ results: [RunResult]) -> JSON {
        func count(_ outcome: RunResult.Outcome) -> JSON {
            .number(results.count { $0.outcome == outcome })
        }
        return [
            "scripts": .array(results.map(json)), "passed": count(.passed),
            "failed": count(.failed), "skipped": count(.skipped), "invalid": count(.invalid),
        ]
    }

    private static func json(_ result: RunResult) -> JSON {
        let pages: [(String, JSON)] =
            result.pages.isEmpty ? [] : [("pages", .array(result.pages.map(json)))]
        let replay: [(String, JSON)] =
            result.replay.isEmpty ? [] : [("replay", ReplayReport.json(result.replay))]
        let readAs = result.readAs.map { [("readAs", JSON.string($0))] } ?? []
        return JSON(
            members: [
                ("name", .string(result.name)), ("outcome", .string(result.outcome.rawValue)),
                ("expectations", .number(result.expectations)), ("failed", .number(result.failed)),
                ("reason", result.reason.isEmpty ? .null : .string(result.reason)),
                ("failures", .array(result.failures.map(json))),
            ] + readAs + replay + pages)
    }

    private static func json(_ page: ScriptPage) -> JSON {
        [
            "file": .string(page.file), "line": .number(page.line),
            "command": .string(page.command), "lines": .strings(page.lines),
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
