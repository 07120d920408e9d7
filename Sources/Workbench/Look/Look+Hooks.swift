import OctetText
import SASL
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import TerminalText

extension HooksCommand: PageCommand {
    func page(_ look: Look) -> Page { look.hooks() }
}

extension Look {
    /// `:hooks`: the rules with their counts, who is asked, and how often each hook was.
    func hooks() -> Page {
        var page = page
        let policy = simulator.policy
        if let next = policy.next { page.show("next: \(next)") }
        let digits = "\(policy.handlers.count)".count
        for (index, rule) in policy.handlers.enumerated() {
            let number = "\(index + 1)"
            let padding = String(repeating: " ", count: digits - number.count)
            page.show("\(padding)\(number)  :on \(rule)", .rule)
            page.say("fitted \(rule.seen), answered \(rule.hits)", indentation: digits + 2)
        }
        if policy.handlers.isEmpty, policy.next == nil {
            page.say(
                "No handlers: every hook has its default. :on adds one, :help hooks tells more.")
        }
        let asked = Hook.allCases.filter(policy.asks.contains).map(\.rawValue)
        if !asked.isEmpty { page.say("You are asked: \(asked.joined(separator: ", "))") }
        let users = policy.credentials.users.map(EscapedText.shown)
        if !users.isEmpty { page.say("Users: \(users.joined(separator: ", "))") }
        let counts = Hook.allCases.compactMap { hook in
            simulator.world.questionCounts[hook].map { "\(hook.rawValue) \($0)" }
        }
        if !counts.isEmpty { page.say("Questions so far: \(counts.joined(separator: ", "))") }
        return page
    }
}
