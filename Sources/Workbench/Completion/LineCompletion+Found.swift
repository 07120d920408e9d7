import OctetText
import SMTPGrammar
import SMTPPolicy
import SMTPSession
import SMTPSimulator

// Words that are found in the session, or in the reference: numbers, names, codes, patterns.

extension LineCompletion {
    /// How many of the latest steps and replies are offered.
    private static let limit = 20

    /// What there is of a kind.
    func found(_ kind: ArgumentKind, _ word: WordAtCursor) -> [Suggestions.Candidate] {
        switch kind {
        case .newPaths: newPaths(word)
        case .freshName: [Suggestions.Candidate(freshName)]
        case .addresses: addresses(for: nil).map { Suggestions.Candidate($0) }
        case .aliases: aliases(mark: "")
        case .clientNames: clientNames.map { Suggestions.Candidate($0) }
        case .patterns(let hook): patterns(hook)
        case .codes(let name, let hook): codes(name, hook)
        case .enhancedCodes(let digit, let hook): enhancedCodes(digit, hook, word)
        case .keywords(let given): keywords(besides: given)
        case .replies: replies
        case .steps: steps
        case .undoable: counts(simulator.steps, "takes back ")
        case .redoable: counts(simulator.undone, "repeats ")
        case .checks(let words): checks(after: words)
        case .topics, .references, .hooks, .actions, .handlers, .settings, .values, .profiles,
            .checkpoints, .sessions, .messages, .mechanisms, .users, .paths, .choices:
            []
        }
    }

    /// A name that no file has, and folders; files that would be overwritten once some of their name is typed.
    private func newPaths(_ word: WordAtCursor) -> [Suggestions.Candidate] {
        guard let prefix = word.meaning else { return [] }
        let known = paths(prefix)
        let folders = known.filter { $0.hasSuffix("/") }
        let fresh = LineCompletion.fresh("session", ".smtp", besides: paths(""))
        let files = prefix.isEmpty ? [fresh] : known.filter { !$0.hasSuffix("/") }
        return word.suggestions(
            names: files.map { ($0, true) } + folders.map { ($0, false) }
        ).candidates.map { candidate in
            let isThere = known.contains(candidate.text) && candidate.isWhole
            return Suggestions.Candidate(
                candidate.text, isThere ? "is there already" : "", isWhole: candidate.isWhole)
        }
    }

    private var freshName: String {
        LineCompletion.fresh(simulator.phaseName.lowercased(), "", besides: context.checkpoints)
    }

    private static func fresh(_ name: String, _ end: String, besides taken: [String]) -> String {
        var candidate = name + end
        var number = 2
        while taken.contains(candidate) {
            candidate = "\(name)-\(number)\(end)"
            number += 1
        }
        return candidate
    }

    private var replies: [Suggestions.Candidate] {
        (1...LineCompletion.limit).lazy.map { ($0, simulator.reason(ofReply: $0)) }
            .prefix { $0.1 != nil }
            .map { number, reason in
                Suggestions.Candidate(
                    "\(number)", EscapedText.shown(reason?.reply.lines.first ?? ""))
            }
    }

    private var steps: [Suggestions.Candidate] {
        simulator.places(LineCompletion.limit).map { number, title in
            Suggestions.Candidate("\(number)", title.drop(before: ": "))
        }
    }

    private func counts(_ steps: SharedList<Step>, _ deed: String) -> [Suggestions.Candidate] {
        steps.suffix(LineCompletion.limit).reversed().enumerated().map { index, step in
            Suggestions.Candidate("\(index + 1)", deed + step.title)
        }
    }
}

extension LineCompletion {
    /// What follows these words in something that `:expect` finds, or could.
    private func checks(after words: [String]) -> [Suggestions.Candidate] {
        let typed = words.map { $0.lowercased() }
        var found: [String] = []
        for check in simulator.currentChecks + otherChecks(typed) {
            let parts = check.split(separator: " ").map(String.init)
            guard parts.count > typed.count,
                zip(parts, typed).allSatisfy({ $0.lowercased() == $1 }),
                !found.contains(parts[typed.count])
            else { continue }
            found.append(parts[typed.count])
        }
        return found.map { Suggestions.Candidate($0) }
    }

    /// What could be expected, though it is not so now.
    private func otherChecks(_ words: [String]) -> [String] {
        switch words.first {
        case nil: ["closed", "rule", "note", "message", "hook"]
        case "state": simulator.stateNames.map { "state \($0)" }
        case "sender": ["sender none"]
        case "recipients" where words.count == 1: ["recipients none"]
        case "hook": Hook.allCases.map { "hook \($0.rawValue) count 0" }
        case "buffer": ["buffer empty"]
        case "rule", "note": Rule.allCases.map { "\(words[0]) \($0.id)" }
        default: []
        }
    }

    /// Globs for the subjects of a hook's questions, those that came up first.
    private func patterns(_ hook: Hook) -> [Suggestions.Candidate] {
        let words: [String]
        switch hook {
        case .sender, .data, .message: words = addressPatterns(.mail)
        case .recipient, .delivery: words = addressPatterns(.rcpt)
        case .verify, .expand: words = addresses(for: nil)
        case .hello: words = clientNames
        case .verb: words = VerbDeclaration.taught.map(\.verb.name)
        case .auth: words = context.configuration.mechanisms.map(\.name) + context.users
        case .connect: words = simulator.machine.peer.map { [$0.address] } ?? []
        case .capabilities, .tls, .burl, .etrn, .atrn, .turned, .unknown: words = []
        }
        return words.map { Suggestions.Candidate(EscapedText.word($0)) }
    }

    private func addressPatterns(_ verb: Verb) -> [String] {
        let known = addresses(for: verb)
        var domains: [String] = []
        for address in known {
            guard let place = address.lastIndex(of: "@") else { continue }
            let glob = "*" + address[place...]
            if !domains.contains(glob) { domains.append(glob) }
        }
        return known + domains
    }

    private func keywords(besides given: [String]) -> [Suggestions.Candidate] {
        context.configuration.allExtensions.map { ("\"\($0.keyword)\"", $0.summary) }
            .filter { !given.contains($0.0) }.map { Suggestions.Candidate($0.0, $0.1) }
    }
}

extension LineCompletion {
    /// The codes that an answer's own reply can have, the usual one first.
    private func codes(_ name: AnswerName, _ hook: Hook?) -> [Suggestions.Candidate] {
        let usual = LineCompletion.usualCode(name, hook)
        let entries = Reference.replyCodes.filter {
            UInt16($0.title).map { name.takes($0, for: hook) } ?? false
        }
        let sorted =
            entries.filter { $0.title == usual } + entries.filter { $0.title != usual }
        return sorted.map { Suggestions.Candidate($0.title, $0.paragraphs.first ?? "") }
    }

    private static func usualCode(_ name: AnswerName, _ hook: Hook?) -> String {
        switch name {
        case .reject: hook == .auth ? "535" : hook == .connect ? "554" : "550"
        case .tempfail: hook == .auth || hook == .tls ? "454" : "451"
        case .close: "421"
        case .accept: hook.flatMap { acceptingCodes[$0] } ?? "250"
        case .discard, .rewrite, .disconnect, .silence, .delay, .reply, .capabilities, .challenge,
            .authenticated, .refused, .malformed, .content:
            ""
        }
    }

    private static let acceptingCodes: [Hook: String] = [
        .auth: "235", .data: "354", .connect: "220", .tls: "220",
    ]

    /// The usual enhanced codes of a class, by what a hook's questions are about; once some of it is
    /// typed, all of the class.
    private func enhancedCodes(
        _ digit: String, _ hook: Hook?, _ word: WordAtCursor
    ) -> [Suggestions.Candidate] {
        guard ["2", "4", "5"].contains(digit) else { return [] }
        let usual: Set<String> =
            switch hook {
            case .sender: ["1.7", "1.8", "7.1"]
            case .recipient, .delivery, .verify, .expand: ["1.1", "1.2", "2.1", "2.2", "7.1"]
            case .data, .message: ["2.2", "3.4", "6.0", "7.1"]
            case .auth: ["7.8", "7.9"]
            case .connect, .hello, .capabilities, .verb, .tls, .burl, .etrn, .atrn, .turned,
                .unknown, nil:
                ["3.2", "5.1", "7.1"]
            }
        return Reference.enhancedCodes.filter { !word.word.isEmpty || usual.contains($0.title) }
            .map { Suggestions.Candidate("\(digit).\($0.title)", $0.paragraphs.first ?? "") }
    }

    /// The values of a setting, what it is now first if that is not among them.
    func values(of name: String) -> [Suggestions.Candidate] {
        guard let setting = try? Setting.named(name, in: context.configuration) else { return [] }
        let value = setting.get(context.configuration)
        let written = value.isEmpty ? "\"\"" : EscapedText.word(value)
        let now = Suggestions.Candidate(written, "now; it takes \(setting.values)")
        return (setting.choices.contains(value) ? [] : [now])
            + setting.choices.map { Suggestions.Candidate($0) }
    }

    /// The same for `KEY=VALUE`, which is one word.
    func assignments(_ word: String) -> [Suggestions.Candidate] {
        let name = String(word.prefix { $0 != "=" })
        return values(of: name).map {
            Suggestions.Candidate("\(name)=\($0.text)", $0.meaning, isWhole: $0.isWhole)
        }
    }
}

extension String {
    /// What follows the first occurrence of a separator; all of it if there is none.
    fileprivate func drop(before separator: String) -> String {
        guard let range = firstRange(of: separator) else { return self }
        return String(self[range.upperBound...])
    }
}
