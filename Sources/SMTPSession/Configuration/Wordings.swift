import SMTPGrammar

/// The replies of a server that are worded otherwise than in the catalogue of rules.
///
///     configuration.presentation.wordings[.nestedMail] = CustomReply(nil, nil, "Sender already given")
///
/// A text may name `{hostname}`, `{client}` (what EHLO said), `{address}` (where the client is), and in a reply to
/// MAIL or RCPT `{path}`, the address with its brackets; where a message is accepted, `{id}`, what the driver calls
/// it. Parts that are nil are the rule's own.
public struct Wordings: Hashable, Sendable, Codable {
    private struct Entry: Hashable, Sendable, Codable {
        let rule: Rule
        let reply: CustomReply
    }

    /// In the order of the rules, so that equal wordings are equal however they came about.
    private var entries: [Entry] = []

    /// No wordings.
    public init() {}

    /// Whether all replies are the catalogue's.
    public var isEmpty: Bool { entries.isEmpty }

    /// The rules that have a wording.
    public var rules: [Rule] { entries.map(\.rule) }

    /// How a rule's reply is worded; nil for the usual wording.
    public subscript(rule: Rule) -> CustomReply? {
        get { entries.first { $0.rule == rule }?.reply }
        set {
            entries.removeAll { $0.rule == rule }
            guard let newValue else { return }
            let place = entries.firstIndex { $0.rule.rawValue > rule.rawValue } ?? entries.count
            entries.insert(Entry(rule: rule, reply: newValue), at: place)
        }
    }
}

extension Rule {
    /// Whether a reply is made from the rule that can be worded otherwise.
    ///
    /// Not where the text is what the client needs: a SASL challenge, or octets that a policy gave.
    public var isWordable: Bool {
        let fixed: [Rule] = [.authenticationChallenge, .rawReply, .otherMachine]
        return code != 0 && !fixed.contains(self)
    }

    /// What is wrong with a wording for the rule; nil if nothing is.
    ///
    /// A refusal stays one, and what closes the connection says so: the first digit is the rule's, and 421 is
    /// there for those rules only that have it.
    public func fault(of wording: CustomReply) -> CustomReply.Fault? {
        if let fault = wording.fault { return fault }
        let code = wording.code ?? self.code
        guard code / 100 == self.code / 100, (code == 421) == (self.code == 421) else {
            return .code(code)
        }
        guard let enhanced = wording.enhanced, enhanced.class != code / 100 else { return nil }
        return .classes(enhanced, replyClass: code / 100)
    }
}
