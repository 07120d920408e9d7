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
        case words([(word: String, entry: ReferenceEntry?)])
        case line(CommandExplanation)
    }

    let content: Content

    /// Looks words up; a verb with arguments is taken apart instead.
    package init(_ text: String, in configuration: Configuration) {
        let words = text.split(separator: " ").map(String.init)
        if words.count > 1, Verb(words[0]) != nil {
            content = .line(CommandExplanation(text, configuration))
        } else {
            content = .words(words.map { ($0, Reference.entry(for: $0, in: configuration)) })
        }
    }

    /// What came of looking things up.
    package var outcome: Outcome {
        switch content {
        case .words(let words): words.allSatisfy { $0.entry != nil } ? .known : .unknown
        case .line(let line): line.isTaken ? .known : .refused
        }
    }
}

extension Explanation {
    /// The explanation for programs: one object.
    package var json: JSON {
        switch content {
        case .words(let words): ["words": .array(words.map(Explanation.json))]
        case .line(let line): line.json
        }
    }

    private static func json(_ word: String, _ entry: ReferenceEntry?) -> JSON {
        guard let entry else {
            return [
                "word": .string(word), "known": false,
                "suggestion": .optional(Reference.suggestion(for: word)),
            ]
        }
        return [
            "word": .string(word), "known": true, "title": .string(entry.title),
            "clause": entry.clause.isEmpty ? .null : .string(entry.clause),
            "paragraphs": .strings(entry.paragraphs), "examples": .strings(entry.examples),
        ]
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
