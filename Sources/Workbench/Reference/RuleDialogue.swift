import OctetText
import SMTPLint
import SMTPScript
import SMTPSession
import SMTPSimulator

/// A dialogue in which a reply or a note is given by a rule.
///
///     C: DATA
///     S: 503 5.5.1 Send EHLO or HELO first
///     #~ HELLO   rule order.hello-first
///
/// Only what the client and the person do is kept; what the server says to it is found by playing it, so
/// that it is always what this server says.
package struct RuleDialogue: Sendable {
    /// The rule that it leads to.
    package let rule: Rule
    /// What the client and the person do: a script without expectations.
    package let cause: String

    /// The dialogue of a rule; nil for one that no transcript provokes.
    package init?(_ rule: Rule) {
        guard let cause = RuleDialogue.causes[rule.id] else { return nil }
        self.init(rule, cause)
    }

    init(_ rule: Rule, _ cause: String) {
        self.rule = rule
        self.cause = cause
    }

    /// Whether the rule is applied when it is played.
    package var leadsToRule: Bool {
        let report = play()
        return report.failures.isEmpty && report.outcome == .passed
            && RuleDialogue.applies(rule, in: report.simulator)
    }

    /// Whether a reply, a note or a finding of lint in a session is based on a rule.
    package static func applies(_ rule: Rule, in simulator: Simulator) -> Bool {
        guard !simulator.events.contains(where: { $0.isBased(on: rule) }) else { return true }
        guard rule.id.hasPrefix("client.") else { return false }
        return SessionLint.findings(of: simulator).contains { $0.rule == rule }
    }

    /// What is said, as a script that runs green: long replies but the last are cut, as `S*` tells.
    package var lines: [String] {
        let script = play().simulator.script(secrets: true)
        // A session begins like that; so do all of them here.
        let usual = ["# a session of smtpsim", ":profile strict"]
        let lines = script.split(separator: "\n").map(String.init)
        return RuleDialogue.shortened(lines.filter { !usual.contains($0) })
    }

    private func play() -> ScriptReport {
        ScriptRunner().run(Array(cause.utf8), name: rule.id)
    }

    /// Leaves out the middle of each reply of more than three lines, such as most to EHLO.
    private static func shortened(_ lines: [String]) -> [String] {
        var shown: [String] = []
        var position = 0
        while position < lines.count {
            let reply = lines[position...].prefix { $0.hasPrefix("S: ") }
            let isCut = reply.count > 3 && position + reply.count < lines.count - 1
            shown += isCut ? [reply[position], "S*"] : Array(reply)
            position += reply.count
            guard reply.isEmpty else { continue }
            shown.append(lines[position])
            position += 1
        }
        return shown
    }

    /// Each entry of the table is a line `## RULE`, and what leads there.
    private static let causes: [String: String] = {
        var causes: [String: String] = [:]
        var name = ""
        for line in RuleDialogues.text.split(separator: "\n") {
            if line.hasPrefix("## ") {
                name = String(line.dropFirst(3))
                causes[name] = ""
            } else {
                causes[name]? += line + "\n"
            }
        }
        return causes
    }()
}

/// Why no dialogue can be shown.
package struct MissingDialogue: Error {
    /// What is wrong.
    package let message: String
    /// What may help.
    package let hint: String?
}

extension RuleDialogue {
    /// The dialogue of the rule of that name.
    ///
    /// Throws for an unknown name; for a reply code, the error lists its rules.
    package static func named(_ name: String) throws(MissingDialogue) -> RuleDialogue {
        guard let rule = Rule(id: name) else {
            throw MissingDialogue(
                message: "there is no rule \(EscapedText.shown(name))", hint: rules(like: name))
        }
        guard let dialogue = RuleDialogue(rule) else {
            throw MissingDialogue(message: "no dialogue leads to \(rule.id)", hint: nil)
        }
        return dialogue
    }

    private static func rules(like name: String) -> String? {
        let byCode = Rule.allCases.filter { "\($0.code)" == name }.map(\.id)
        guard byCode.isEmpty else { return byCode.joined(separator: ", ") }
        return nearestName(to: name, among: Rule.allCases.map(\.id)).map { "did you mean \($0)?" }
    }
}
