import OctetText
import SMTPLint
import SMTPSession

extension LintReport {
    /// A finding as a JSON object; octets that are no visible text are escapes.
    package static func json(
        _ finding: LintFinding, in source: String?, conversation: Int? = nil
    ) -> JSON {
        let place: [(String, JSON)] =
            if let source {
                [("file", .string(source)), ("line", .number(finding.line))]
            } else {
                [("step", .number(finding.line))]
            }
        return JSON(
            members: place + [
                ("conversation", .optional(conversation)),
                ("level", .string(finding.level.rawValue)), ("rule", .string(finding.rule.id)),
                ("clause", .string(finding.rule.clause)), ("link", .string(finding.rule.link)),
                ("message", .string(finding.message)),
                ("octets", finding.octets.isEmpty ? .null : shown(finding)),
                ("offset", .optional(finding.offset)), ("count", .number(finding.count)),
                ("mend", .string(finding.lintRule.mend)),
            ])
    }

    private static func shown(_ finding: LintFinding) -> JSON {
        .string(EscapedText.inLine(finding.octets))
    }
}

/// Findings in the Static Analysis Results Interchange Format, which systems of continuous integration show.
///
/// A log is written bit by bit: its head, a result for each finding, its tail.
///
/// - SeeAlso: [SARIF 2.1.0](https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html)
package enum LintSARIF {
    /// What comes before the results.
    package static func head(version: String) -> String {
        let rules = LintRule.all.map { rule($0).text }.joined(separator: ",")
        return """
            {"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{\
            "tool":{"driver":{"name":"smtpsim","semanticVersion":\(JSON.string(version).text),\
            "rules":[\(rules)]}},"results":[
            """
    }

    /// What comes after them.
    package static let tail = "]}]}\n"

    /// A finding in a file.
    package static func result(
        _ finding: LintFinding, in source: String, conversation: Int
    ) -> JSON {
        var physical: [(String, JSON)] = [
            ("artifactLocation", ["uri": .string(uri(source))])
        ]
        if finding.line > 0 { physical.append(("region", ["startLine": .number(finding.line)])) }
        var properties: [(String, JSON)] = [
            ("conversation", .number(conversation)), ("mend", .string(finding.lintRule.mend)),
        ]
        if !finding.octets.isEmpty {
            properties.append(("octets", .string(EscapedText.inLine(finding.octets))))
        }
        if let offset = finding.offset { properties.append(("offset", .number(offset))) }
        var members: [(String, JSON)] = [("ruleId", .string(finding.rule.id))]
        if let index = LintRule.all.firstIndex(where: { $0.rule == finding.rule }) {
            members.append(("ruleIndex", .number(index)))
        }
        return JSON(
            members: members + [
                ("level", .string(level(finding.level))),
                ("message", ["text": .string(sentence(finding))]),
                ("locations", [["physicalLocation": JSON(members: physical)]]),
                ("occurrenceCount", .number(finding.count)),
                ("properties", JSON(members: properties)),
            ])
    }

    private static func sentence(_ finding: LintFinding) -> String {
        let line =
            finding.octets.isEmpty ? "" : " (\(EscapedText.inLine(finding.octets)))"
        return "\(capitalized(finding.message))\(line). \(finding.lintRule.mend)"
    }

    private static func rule(_ known: LintRule) -> JSON {
        [
            "id": .string(known.rule.id),
            "shortDescription": ["text": .string(capitalized(known.message) + ".")],
            "fullDescription": ["text": .string(known.rule.explanation)],
            "help": ["text": .string("\(known.mend) \(known.rule.clause)")],
            "helpUri": .string(known.rule.link),
            "defaultConfiguration": ["level": .string(level(known.level))],
        ]
    }

    /// SARIF §3.27.10 has no hints, but notes.
    private static func level(_ level: LintLevel) -> String {
        switch level {
        case .error: "error"
        case .warning: "warning"
        case .hint: "note"
        }
    }

    private static func capitalized(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }

    /// A path as a reference (RFC 3986 §4.2): an absolute one is a file's.
    private static func uri(_ path: String) -> String {
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
        let escaped = path.utf8.map { octet in
            plain.contains(octet)
                ? String(UnicodeScalar(octet)) : "%" + octet.hexadecimal
        }.joined()
        return path.hasPrefix("/") ? "file://" + escaped : escaped
    }
}
