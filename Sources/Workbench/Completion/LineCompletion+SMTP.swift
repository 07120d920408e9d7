import SMTPSession

extension LineCompletion {
    /// Verbs, what stands behind them, addresses, and the parameters of the extensions on offer.
    func smtp(_ word: WordAtCursor) -> Suggestions {
        guard let verb = word.before.first?.uppercased() else { return verbs(word) }
        if let suggestions = insidePath(word) { return suggestions }
        switch verb {
        case "MAIL", "RCPT": return argument(of: verb, word)
        case "EHLO", "HELO", "LHLO":
            return word.before.count == 1 ? word.suggestions(context.clientNames) : .none
        case "AUTH": return word.before.count == 1 ? word.suggestions(context.mechanisms) : .none
        case "VRFY", "EXPN":
            return word.before.count == 1 ? word.suggestions(context.addresses) : .none
        case "HELP": return word.before.count == 1 ? word.suggestions(context.admittedVerbs) : .none
        case _: return .none
        }
    }

    private func verbs(_ word: WordAtCursor) -> Suggestions {
        word.suggestions(
            context.admittedVerbs.map { verb in
                let text = LineCompletion.openings[verb].map { "\(verb) \($0)" } ?? verb
                return Suggestions.Candidate(
                    text, syntax(of: verb), isWhole: LineCompletion.takesArgument(verb))
            })
    }

    /// How a verb is written; of AUTH, with the mechanisms that there are now.
    private func syntax(of verb: String) -> String {
        guard verb == "AUTH" else { return Reference.syntax(of: verb) }
        return "AUTH " + context.mechanisms.joined(separator: "|")
    }

    /// What stands between the verb and an address.
    private static let openings = ["MAIL": "FROM:<", "RCPT": "TO:<"]

    private static func takesArgument(_ verb: String) -> Bool {
        ["EHLO", "HELO", "LHLO", "AUTH", "VRFY", "EXPN"].contains(verb)
    }

    private func argument(of verb: String, _ word: WordAtCursor) -> Suggestions {
        guard word.before.count > 1 else {
            let opening = LineCompletion.openings[verb] ?? ""
            return word.suggestions([Suggestions.Candidate(opening, isWhole: false)])
        }
        guard word.before[1].hasSuffix(">") else { return .none }
        let given = Set(word.before.dropFirst(2).map(LineCompletion.keyword))
        return word.suggestions(
            ParameterTable.candidates(of: verb, in: context.extensions)
                .filter { !given.contains(LineCompletion.keyword($0.text)) })
    }

    private static func keyword(_ parameter: String) -> String {
        String(parameter.prefix { $0 != "=" }).uppercased()
    }

    /// Addresses, behind a `<` that is not closed yet.
    private func insidePath(_ word: WordAtCursor) -> Suggestions? {
        guard let bracket = word.word.lastIndex(of: "<"), !word.word.contains(">") else {
            return nil
        }
        let typed = word.word[word.word.index(after: bracket)...]
        let start =
            word.start
            + word.word.utf8.distance(
                from: word.word.utf8.startIndex, to: word.word.index(after: bracket))
        let candidates = context.addresses.filter { $0.lowercased().hasPrefix(typed.lowercased()) }
            .map { Suggestions.Candidate($0 + ">", isWhole: false) }
        return Suggestions(replaceFrom: start, candidates: candidates)
    }
}
