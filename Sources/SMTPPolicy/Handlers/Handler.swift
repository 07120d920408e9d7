import OctetText
import SMTPGrammar
import SMTPSession

/// A handler that answers questions: of which kind, about what, how, and how often.
///
///     :on recipient *@sim.example tempfail 451 4.7.1 "Greylisted" once
public struct Handler: Hashable, Sendable, Codable {
    /// The kind of questions.
    public let hook: Hook
    /// What their subject must match.
    public let pattern: Pattern
    /// What is done.
    public let action: PolicyAction
    /// How often.
    public let qualifier: Qualifier
    /// How many questions it matched.
    public var seen: UInt64 = 0
    /// How many questions it answered.
    public var hits: UInt64 = 0
    /// What it remembers of each value of its keys; nil as long as it needs not.
    public private(set) var memory: HandlerMemory?

    /// A handler; the action must suit the hook.
    public init(
        on hook: Hook, _ pattern: Pattern = .anything, _ action: PolicyAction,
        _ qualifier: Qualifier = .always
    ) {
        self.hook = hook
        self.pattern = pattern
        self.action = action
        self.qualifier = qualifier
    }

    /// Whether the handler applies to a question.
    func fits(_ hook: Hook, _ subject: [UInt8]) -> Bool {
        guard hook == self.hook else { return false }
        let isAddress = Handler.aboutAddresses.contains(hook)
        return pattern.matches(
            subject, caseCountsBefore: isAddress ? Handler.localPartEnd(subject) : 0)
    }

    /// The hooks whose patterns are compared with an address.
    private static let aboutAddresses = HookSet([
        .sender, .recipient, .data, .message, .delivery,
    ])

    /// Where the part of an address ends in which the case of letters counts.
    ///
    /// RFC 5321 §2.4: "The local-part of a mailbox MUST BE treated as case sensitive", but for the reserved
    /// "postmaster" (§4.5.1); domains are not.
    private static func localPartEnd(_ address: [UInt8]) -> Int {
        guard let end = address.lastIndex(of: ASCII.atSign) else { return 0 }
        let isPostmaster = address[..<end].map(ASCII.lowercased).elementsEqual("postmaster".utf8)
        return isPostmaster ? 0 : end
    }

    /// Counts a question that matches, and says whether the handler answers it.
    mutating func take(_ circumstances: Circumstances, random: inout SeededRandom) -> Bool {
        seen += 1
        var (count, age) = (seen, UInt64(0))
        if qualifier.needsMemory {
            var memory = memory ?? HandlerMemory()
            self.memory = nil
            (count, age) = memory.note(
                circumstances.value(of: qualifier.keys), at: circumstances.now.milliseconds)
            self.memory = memory
        }
        guard qualifier.fires(seen: count, age: age, random: &random) else { return false }
        hits += 1
        return true
    }
}

extension Handler {
    /// Reads hook, pattern, action and qualifier, which follow `:on`; throws where the text is wrong.
    ///
    ///     recipient nosuch@* reject 550 5.1.1 "No such user" once
    public init(parsing text: String) throws(PolicySyntaxError) {
        var words = WordReader(text)
        let hook = try words.nextHook()
        let beginning = words
        let pattern = try words.nextPattern(for: hook)
        if let error = words.misspelledAction(from: beginning, hook) { throw error }
        var reader = ActionReader(words: words, hook: hook)
        let action = try reader.read()
        self.init(on: hook, pattern, action, try reader.words.nextQualifier(for: hook))
    }
}

extension Handler: CustomStringConvertible {
    /// The handler as written after `:on`; counts are not part of it.
    public var description: String {
        let pattern = pattern == .anything ? "" : pattern.description
        return [hook.rawValue, pattern, action.description, qualifier.description]
            .filter { !$0.isEmpty }
            .joined(separator: " ")
    }
}

extension WordReader {
    /// Reads the name of a hook.
    mutating func nextHook() throws(PolicySyntaxError) -> Hook {
        let names = Hook.allCases.map(\.rawValue)
        guard let word = try next() else { throw error("a hook is missing", expected: names) }
        guard let keyword = word.keyword, let hook = Hook(rawValue: keyword) else {
            throw error(
                "unknown hook \(word.shown)", at: word.offset, expected: names,
                suggestion: Hook.meant(by: word.text))
        }
        return hook
    }

    /// The error in `recipient rejet`, where a pattern was read that was meant as an action.
    fileprivate func misspelledAction(from beginning: WordReader, _ hook: Hook)
        -> PolicySyntaxError?
    {
        guard let word = try? beginning.peekWord(), let keyword = word.keyword,
            keyword.allSatisfy({ $0.isASCII && $0.isLetter }),
            ActionName(rawValue: keyword) == nil, ActionName(rawValue: peekKeyword() ?? "") == nil
        else { return nil }
        let names = ActionName.all(for: hook).map(\.rawValue)
        guard let meant = nearestName(to: keyword, among: names) else { return nil }
        return error(
            "unknown action \(keyword)", at: word.offset, expected: names, suggestion: meant)
    }
}
