import OctetText
import SMTPGrammar
import SMTPSession

/// What the reference says about words, or about a command line.
///
///     550 5.7.1
///     MAIL FROM:<a@b> SIZE=10
package struct Explanation {
    /// What came of looking things up.
    package enum Outcome: Hashable, Sendable {
        /// Every word is known, or a server would accept the line.
        case known
        /// A server would refuse the line.
        case refused
        /// A word is unknown.
        case unknown
    }

    enum Content {
        case words([Word])
        case line(CommandExplanation)
    }

    /// A word, or words that belong together, with the articles about it.
    struct Word {
        let text: String
        let entries: [ReferenceEntry]
        /// What was likely meant, if nothing is known.
        let suggestions: [String]

        init(_ text: String, in configuration: Configuration) {
            self.text = text
            entries = Reference.entries(for: text, in: configuration)
            suggestions =
                entries.isEmpty ? Reference.suggestions(for: text, in: configuration) : []
        }
    }

    let content: Content

    /// Looks words up; a verb with arguments, or with a blank, is taken apart instead.
    ///
    /// A line may stand in quotes, so that a blank at its end is a part of it.
    package init(_ text: String, in configuration: Configuration) {
        let text = Explanation.unquoted(text)
        let words = text.split(separator: " ").map(String.init)
        let phrase = Word(words.joined(separator: " "), in: configuration)
        if text != words.first, !words.isEmpty, Explanation.isVerb(words[0]),
            phrase.entries.isEmpty || words.count == 1
        {
            content = .line(CommandExplanation(text, configuration))
        } else {
            content = .words(
                phrase.entries.isEmpty ? Explanation.words(words[...], configuration) : [phrase])
        }
    }

    private static func isVerb(_ word: String) -> Bool {
        Verb(word) != nil || Reference.verbs.contains { $0.title == word.uppercased() }
    }

    /// The longest words that belong together come first: `null sender 550` is two.
    private static func words(
        _ words: ArraySlice<String>, _ configuration: Configuration
    ) -> [Word] {
        guard let first = words.first else { return [] }
        for count in stride(from: min(longestPhrase, words.count), to: 1, by: -1) {
            let phrase = words.prefix(count).joined(separator: " ")
            let word = Word(phrase, in: configuration)
            guard word.entries.isEmpty else {
                return [word] + self.words(words.dropFirst(count), configuration)
            }
        }
        return [Word(first, in: configuration)] + self.words(words.dropFirst(), configuration)
    }

    private static let longestPhrase = 4

    private static func unquoted(_ text: String) -> String {
        guard text.utf8.count > 1, let quote = text.first, quote == text.last,
            quote == "\"" || quote == "'"
        else { return text }
        return String(text.dropFirst().dropLast())
    }

    /// What came of looking things up.
    package var outcome: Outcome {
        switch content {
        case .words(let words): words.allSatisfy { !$0.entries.isEmpty } ? .known : .unknown
        case .line(let line): line.isTaken ? .known : .refused
        }
    }
}

extension Explanation {
    /// The explanation for programs: one object.
    package var json: JSON {
        switch content {
        case .words(let words): ["words": .array(words.flatMap(Explanation.json))]
        case .line(let line): line.json
        }
    }

    private static func json(_ word: Word) -> [JSON] {
        guard !word.entries.isEmpty else {
            return [
                [
                    "word": .string(word.text), "known": false,
                    "suggestion": .optional(word.suggestions.first),
                ]
            ]
        }
        return word.entries.map { entry in
            [
                "word": .string(word.text), "known": true, "title": .string(entry.title),
                "kind": .string(entry.kind.rawValue),
                "clause": entry.clause.isEmpty ? .null : .string(entry.clause),
                "paragraphs": .strings(entry.paragraphs), "examples": .strings(entry.examples),
            ]
        }
    }
}

extension CommandExplanation {
    fileprivate var json: JSON {
        [
            "line": .string(EscapedText.shown(line)), "verb": .string(verb),
            "taken": .bool(isTaken),
            "parts": .array(
                parts.map { ["name": .string($0.0), "value": .string(EscapedText.shown($0.1))] }),
            "fault": fault.map {
                ["offset": .number($0.offset), "problem": .string($0.explanation)]
            } ?? .null,
            "notes": .strings(notes.map(\.rule.id)),
            "reply": reply.map { reply in
                [
                    "code": .number(Int(reply.code)), "rule": .string(reply.rule.id),
                    "lines": .strings(reply.lines),
                ]
            } ?? .null,
        ]
    }
}
