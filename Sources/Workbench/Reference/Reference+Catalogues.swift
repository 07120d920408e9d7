import SMTPGrammar
import SMTPPolicy
import SMTPSession

extension Reference {
    /// The article about a hook.
    static func hook(_ word: String) -> ReferenceEntry? {
        guard let hook = Hook(rawValue: word.lowercased()) else { return nil }
        let actions = ActionName.all(for: hook).map(\.rawValue)
        let paragraphs = [
            hook.summary, "A pattern is matched against \(hook.subject).",
            "Default: \(AnswerText.print(hook.defaultAnswer)).",
            "Actions: \(actions.joined(separator: ", ")).",
        ]
        return ReferenceEntry("hook \(hook.rawValue)", "", paragraphs)
    }

    /// The article about a rule of the catalogue.
    static func rule(_ word: String) -> ReferenceEntry? {
        guard let rule = Rule(id: word) else { return nil }
        return entry(for: rule)
    }

    /// The article about a rule of the catalogue.
    ///
    /// - Parameter rule: the rule
    /// - Returns: its clause, its explanation, and its reply
    public static func entry(for rule: Rule) -> ReferenceEntry {
        let codes = [rule.code == 0 ? nil : "\(rule.code)", rule.enhanced?.description]
            .compactMap(\.self)
        let reply =
            codes.isEmpty ? "" : "Reply: \((codes + ["\(rule.text)"]).joined(separator: " "))"
        let tolerable =
            rule.isTolerable
            ? "A server can tolerate it: :set tolerate.\(rule.id) on" : ""
        return ReferenceEntry(
            rule.id, rule.clause, [rule.explanation, reply, tolerable].filter { !$0.isEmpty })
    }
}
