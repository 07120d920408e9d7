import SMTPSimulator

extension RunReport {
    /// As JUnit XML: one test case for each script.
    ///
    /// - Parameter results: the scripts
    /// - Returns: the document, with a final line end
    public static func junit(_ results: [RunResult]) -> String {
        let failures = results.count { $0.outcome == .failed }
        let errors = results.count { $0.outcome == .invalid }
        let skipped = results.count { $0.outcome == .skipped }
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite name="smtpsim" tests="\(results.count)" failures="\(failures)" \
            errors="\(errors)" skipped="\(skipped)">\n
            """
        for result in results { text += testCase(result) }
        return text + "</testsuite>\n"
    }

    private static func testCase(_ result: RunResult) -> String {
        let name = escaped(visible(result.name))
        let head = "  <testcase classname=\"smtpsim\" name=\"\(name)\""
        let reason = escaped(visible(result.reason))
        let lines = result.lines.flatMap { $0.unicodeScalars.split(separator: "\n") }
        let details = escaped(lines.map { visible(String($0)) }.joined(separator: "\n"))
        switch result.outcome {
        case .passed: return head + "/>\n"
        case .skipped:
            return "\(head)>\n    <skipped message=\"\(reason)\"/>\n  </testcase>\n"
        case .failed:
            let message = escaped(visible(result.failures.first?.message ?? ""))
            return "\(head)>\n    <failure message=\"\(message)\">\(details)</failure>\n"
                + "  </testcase>\n"
        case .invalid:
            return "\(head)>\n    <error message=\"\(reason)\">\(details)</error>\n"
                + "  </testcase>\n"
        }
    }

    /// Visible text of an element or an attribute.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\n": escaped += "&#10;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
