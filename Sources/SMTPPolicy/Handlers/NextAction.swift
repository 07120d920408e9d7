import OctetText
import SMTPSession

/// A one-shot action: it answers the next question it suits, and is then gone.
///
///     :next tempfail 451 4.7.1 "Greylisted"
///     :next recipient reject
///
/// Without a hook, it skips the verb question, which is asked before every command: anyone who
/// wants to see a refused recipient does not mean the line that names it. It also skips
/// capabilities, which every EHLO asks, unless it lists some.
public struct NextAction: Hashable, Sendable, Codable {
    /// The kind of question it waits for; nil for any but verb and capabilities.
    public let hook: Hook?
    /// What is done.
    public let action: PolicyAction

    /// A one-shot action.
    public init(_ hook: Hook? = nil, _ action: PolicyAction) {
        self.hook = hook
        self.action = action
    }

    /// Reads an action, optionally after a hook, which follow `:next`; throws where the text is wrong.
    public init(parsing text: String) throws(PolicySyntaxError) {
        var words = WordReader(text)
        let hook = try words.nextHookBeforeAction()
        var reader = ActionReader(words: words, hook: hook)
        self.init(hook, try reader.read())
        try reader.words.end()
    }

    /// Whether the action answers a question of this kind.
    public func suits(_ kind: Hook) -> Bool {
        if let hook { return hook == kind }
        guard kind != .verb else { return false }
        guard case .answer(let answer) = action else { return kind != .capabilities }
        return kind == .capabilities ? answer.name == .capabilities : answer.suits(kind)
    }

    /// The kinds of questions it needs to be asked.
    package var hooks: HookSet { HookSet(Hook.allCases.filter(suits)) }
}

extension NextAction: CustomStringConvertible {
    /// The action as written after `:next`.
    public var description: String {
        let words = [hook?.rawValue, action.description].compactMap(\.self)
        return words.joined(separator: " ")
    }
}

extension WordReader {
    /// Reads the name of a hook if one precedes an action.
    ///
    /// `capabilities` is both: alone it is the action.
    fileprivate mutating func nextHookBeforeAction() throws(PolicySyntaxError) -> Hook? {
        guard let keyword = peekKeyword(), let hook = Hook(rawValue: keyword) else { return nil }
        var ahead = self
        _ = try ahead.next()
        let isAction = ActionName(rawValue: keyword) != nil
        if isAction, ActionName(rawValue: ahead.peekKeyword() ?? "") == nil { return nil }
        self = ahead
        return hook
    }
}
