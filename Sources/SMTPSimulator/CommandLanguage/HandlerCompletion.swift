import OctetText
import SMTPPolicy
import SMTPSession

/// What can come next in a handler, `:next` or an answer, by the words before.
///
/// It follows the grammar of `Handler`: a word that has no place after these is not offered.
package struct HandlerCompletion {
    /// The hook; nil if any will do.
    private let hook: Hook?
    private var words: ArraySlice<String>
    /// Whether a qualifier may follow.
    private var takesQualifier = true

    /// What can follow `:on` and these words.
    static func handler(_ words: [String]) -> [ArgumentKind] {
        guard let first = words.first else { return [.hooks] }
        guard let hook = Hook(rawValue: first.lowercased()) else { return [] }
        var completion = HandlerCompletion(hook: hook, words: words.dropFirst())
        guard let word = completion.words.first else {
            return [.actions(hook)] + (hook.hasSubject ? [.patterns(hook)] : [])
        }
        guard ActionName(rawValue: word.lowercased()) == nil else { return completion.action() }
        completion.words.removeFirst()
        return completion.words.isEmpty ? [.actions(hook)] : completion.action()
    }

    /// What can follow `:next` and these words.
    static func next(_ words: [String]) -> [ArgumentKind] {
        guard let first = words.first else { return [.hooks, .actions(nil)] }
        let hook = Hook(rawValue: first.lowercased())
        let isAction = hook == nil || hook == .capabilities && words.count == 1
        var completion = HandlerCompletion(
            hook: isAction ? nil : hook, words: words.dropFirst(isAction ? 0 : 1))
        completion.takesQualifier = false
        guard !completion.words.isEmpty else { return [.actions(hook)] }
        return completion.action() + (hook == .capabilities && isAction ? [.actions(hook)] : [])
    }

    /// What can follow these words of an answer at the `A: ` prompt.
    package static func answer(_ words: [String], for hook: Hook) -> [ArgumentKind] {
        guard !words.isEmpty else {
            return [.choices(hook.answers.map { choice($0.rawValue, $0.summary) })]
        }
        var completion = HandlerCompletion(hook: hook, words: words[...])
        completion.takesQualifier = false
        return completion.action()
    }

    private init(hook: Hook?, words: ArraySlice<String>) {
        self.hook = hook
        self.words = words
    }

    private static func choice(
        _ word: String, _ meaning: String = "", isWhole: Bool = true
    ) -> ArgumentKind.Choice { ArgumentKind.Choice(word: word, meaning: meaning, isWhole: isWhole) }

    private var qualifiers: [ArgumentKind] {
        let (link, rest) = LinkCompletion.kinds(after: words)
        guard let rest else { return link }
        return (takesQualifier ? QualifierCompletion.kinds(after: Array(rest), for: hook) : [])
            + link
    }
}

extension HandlerCompletion {
    private mutating func action() -> [ArgumentKind] {
        guard let word = words.popFirst(), let name = ActionName(rawValue: word.lowercased()) else {
            return []
        }
        switch name {
        case .ask: return qualifiers
        case .answer(let name): return answer(name)
        }
    }

    private mutating func answer(_ name: AnswerName) -> [ArgumentKind] {
        switch name {
        case .accept where hook == .verb: qualifiers
        case .accept, .reject, .tempfail, .close: reply(name)
        case .discard, .disconnect, .silence: qualifiers
        case .rewrite: required(hook == .hello ? .clientNames : .addresses)
        case .delay: required(QualifierCompletion.durations)
        case .authenticated: required(.users)
        case .refused:
            required(
                .choices([Self.choice(#"""#, "the last challenge, in quotes", isWhole: false)]))
        case .reply: required(.choices([Self.choice(#""250 OK\r\n""#, "octets, in quotes")]))
        case .challenge: optional([Self.choice(#""Username:""#), Self.choice(#""Password:""#)])
        case .malformed: optional([Self.choice("message"), Self.choice("initial-response")])
        case .capabilities: keywords()
        case .content:
            required(.choices([Self.choice(#"""#, "the octets, in quotes", isWhole: false)]))
        }
    }

    private mutating func required(_ kind: ArgumentKind) -> [ArgumentKind] {
        words.popFirst() == nil ? [kind] : qualifiers
    }

    private mutating func optional(_ choices: [ArgumentKind.Choice]) -> [ArgumentKind] {
        guard let word = words.first else { return [.choices(choices)] + qualifiers }
        let isOne = word.hasPrefix("\"") || choices.contains { $0.word == word.lowercased() }
        if isOne { words.removeFirst() }
        return qualifiers
    }

    private mutating func keywords() -> [ArgumentKind] {
        let given = Array(words.prefix { $0.hasPrefix("\"") })
        words = words.dropFirst(given.count)
        guard words.isEmpty else { return qualifiers }
        return [.keywords(besides: given)] + (given.isEmpty ? [] : qualifiers)
    }

    /// `[CODE] [X.Y.Z] ["text"]`, and then a qualifier.
    private mutating func reply(_ name: AnswerName) -> [ArgumentKind] {
        var kinds: [ArgumentKind] = [.codes(name, hook)]
        var code: String?
        if let word = words.first, word.count == 3, UInt16(word) != nil {
            code = words.removeFirst()
            kinds = []
        }
        let digit = code?.first ?? HandlerCompletion.usualClass(name)
        kinds.append(.enhancedCodes(digit.map(String.init) ?? "", hook))
        if let word = words.first, word.first?.isNumber ?? false, word.contains(".") {
            words.removeFirst()
            kinds = []
        }
        let text = #"""#
        kinds.append(
            .choices([Self.choice(text, "the text of the reply, in quotes", isWhole: false)]))
        if words.first?.hasPrefix("\"") ?? false {
            words.removeFirst()
            kinds = []
        }
        return (words.isEmpty ? kinds : []) + qualifiers
    }

    private static func usualClass(_ name: AnswerName) -> Character? {
        name == .close ? "4" : name.codes(for: nil).flatMap { "\($0.lowerBound)".first }
    }
}

/// What can come next in a qualifier: parts that are not there yet, and what a part takes.
enum QualifierCompletion {
    static let durations = ArgumentKind.choices(
        ["5s", "30s", "5m", "1h"].map { ArgumentKind.Choice(word: $0) })

    static func kinds(after words: [String], for hook: Hook?) -> [ArgumentKind] {
        let words = words.map { $0.lowercased() }
        switch words.last {
        case "times", "after", "every": return [.words("2", "3", "5", "10")]
        case "for": return [durations]
        default: break
        }
        let keys = self.keys(words, hook)
        return (keys.isEmpty ? [] : [.choices(keys)])
            + (words.last == "per" ? [] : [.choices(parts(words, hook))])
    }

    /// The keys that can follow, after `per` or a key after it.
    private static func keys(_ words: [String], _ hook: Hook?) -> [ArgumentKind.Choice] {
        guard let per = words.lastIndex(of: "per") else { return [] }
        let names = HandlerKeys.all(for: hook)
        let given = words[(per + 1)...]
        guard given.allSatisfy(names.contains) else { return [] }
        return names.filter { !given.contains($0) }.map {
            ArgumentKind.Choice(word: $0, meaning: "each \($0) is counted apart")
        }
    }

    private static func parts(_ words: [String], _ hook: Hook?) -> [ArgumentKind.Choice] {
        let counts = ["once", "times", "after", "every"]
        let hasCount = words.contains { counts.contains($0) || $0.hasSuffix("%") }
        return [
            ("once", "the first time only"), ("times", "so many times"),
            ("after", "after so many times"), ("every", "every so many times"),
            ("25%", "by chance"), ("per", "counts each \(HandlerKeys.all(for: hook)[0]) apart"),
            ("for", "for so long from the first time"),
        ].filter { word, _ in
            word == "per" || word == "for" ? !words.contains(word) : !hasCount
        }.map { ArgumentKind.Choice(word: $0.0, meaning: $0.1) }
    }
}
