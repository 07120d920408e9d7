import SMTPGrammar
import SMTPSession

extension LineCompletion {
    /// Verbs, what follows them, addresses, and the parameters of the extensions on offer.
    func smtp(_ word: WordAtCursor) -> Suggestions {
        guard let first = word.before.first else { return verbs(word) }
        if let suggestions = insidePath(word) { return suggestions }
        guard let verb = Verb(first) else { return .none }
        if case .path(let opening) = verb.declaration.argument {
            return argument(of: verb, after: "\(opening)<", word)
        }
        if let suggestions = nextArgument(of: verb, word) { return suggestions }
        guard word.before.count == 1 else { return .none }
        // Without a blank after it, which would be one too many.
        return word.suggestions(
            arguments(of: verb).map { Suggestions.Candidate($0, isWhole: false) })
    }

    /// What may follow a verb that takes several words.
    private func nextArgument(of verb: Verb, _ word: WordAtCursor) -> Suggestions? {
        switch verb.declaration.argument {
        case .attributes:
            let given = Set(word.before.dropFirst().map(LineCompletion.keyword))
            let names = context.extensions.first { $0.verbs.contains { $0.verb == verb } }?
                .argumentNames.filter { !given.contains($0) }
            return word.suggestions(
                (names ?? []).map { Suggestions.Candidate("\($0)=", isWhole: false) })
        case .chunk where word.before.count == 2:
            return word.suggestions([Suggestions.Candidate("LAST", isWhole: false)])
        case .none, .clientName, .path, .mechanism, .mailbox, .verb, .chunk: return nil
        }
    }

    /// What may follow a verb that takes one word.
    private func arguments(of verb: Verb) -> [String] {
        switch verb.declaration.argument {
        case .clientName: clientNames
        case .mechanism: context.mechanisms
        case .mailbox: addresses(for: verb)
        case .verb: context.admittedVerbs
        case .none, .path, .chunk, .attributes: []
        }
    }

    private func verbs(_ word: WordAtCursor) -> Suggestions {
        word.suggestions(
            context.admittedVerbs.map { name in
                let (text, isWhole) = LineCompletion.beginning(name)
                return Suggestions.Candidate(text, syntax(of: name), isWhole: isWhole)
            })
    }

    /// A verb with what stands between it and an address, and whether a blank follows.
    private static func beginning(_ name: String) -> (String, isWhole: Bool) {
        switch Verb(name)?.declaration.argument {
        case .path(let opening): ("\(name) \(opening)<", false)
        case .clientName, .mechanism, .mailbox, .chunk, .attributes: (name, true)
        case .none?, .verb, nil: (name, false)
        }
    }

    /// How a verb is written; of AUTH, with the mechanisms that there are now.
    private func syntax(of verb: String) -> String {
        guard verb == "AUTH" else { return Reference.syntax(of: verb) }
        return "AUTH " + context.mechanisms.joined(separator: "|")
    }

    private func argument(
        of verb: Verb, after opening: String, _ word: WordAtCursor
    ) -> Suggestions {
        guard word.before.count > 1 else {
            return word.suggestions([Suggestions.Candidate(opening, isWhole: false)])
        }
        guard word.before[1].hasSuffix(">") else { return .none }
        let given = Set(word.before.dropFirst(2).map(LineCompletion.keyword))
        let parameters = context.extensions.flatMap(\.parameters)
            .filter { $0.verb == verb && !given.contains($0.keyword) }
        return word.suggestions(
            parameters.flatMap(\.completions).map {
                Suggestions.Candidate($0.text, $0.meaning, isWhole: $0.isWhole)
            })
    }

    /// The names that clients gave, or one that works.
    var clientNames: [String] {
        context.clientNames.isEmpty ? ["client.example"] : context.clientNames
    }

    /// Addresses that were seen; after them the one of the examples, if it is not among them.
    func addresses(for verb: Verb?) -> [String] {
        let example = verb == .mail ? "ann@client.example" : "bob@sim.example"
        return context.addresses.contains(example)
            ? context.addresses : context.addresses + [example]
    }

    private static func keyword(_ parameter: String) -> String {
        String(parameter.prefix { $0 != "=" }).uppercased()
    }

    /// Addresses, after a `<` that is not closed yet.
    private func insidePath(_ word: WordAtCursor) -> Suggestions? {
        guard let bracket = word.word.lastIndex(of: "<"), !word.word.contains(">") else {
            return nil
        }
        let typed = word.word[word.word.index(after: bracket)...]
        let start =
            word.start
            + word.word.utf8.distance(
                from: word.word.utf8.startIndex, to: word.word.index(after: bracket))
        let candidates = addresses(for: word.before.first.flatMap(Verb.init)).filter {
            $0.lowercased().hasPrefix(typed.lowercased())
        }
        .map { Suggestions.Candidate($0 + ">", isWhole: false) }
        return Suggestions(replaceFrom: start, candidates: candidates)
    }
}
