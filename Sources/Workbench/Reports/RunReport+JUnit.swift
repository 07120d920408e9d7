import SMTPTranscript

extension RunReport {
    /// As JUnit XML: one test case a script.
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
        let head = "  <testcase classname=\"smtpsim\" name=\"\(escaped(result.name))\""
        let details = escaped(result.lines.joined(separator: "\n"))
        switch result.outcome {
        case .passed: return head + "/>\n"
        case .skipped:
            return "\(head)>\n    <skipped message=\"\(escaped(result.reason))\"/>\n  </testcase>\n"
        case .failed:
            let message = escaped(result.failures.first?.message ?? "")
            return "\(head)>\n    <failure message=\"\(message)\">\(details)</failure>\n"
                + "  </testcase>\n"
        case .invalid:
            return "\(head)>\n    <error message=\"\(escaped(result.reason))\">\(details)</error>\n"
                + "  </testcase>\n"
        }
    }

    /// Text of an element or an attribute; what XML 1.0 cannot hold becomes U+FFFD.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\n": escaped += "&#10;"
            case "\t": escaped += "&#9;"
            case "\u{0}"..<" ", "\u{7F}"..<"\u{A0}", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
