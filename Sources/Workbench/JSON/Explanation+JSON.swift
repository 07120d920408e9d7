import OctetText
import SMTPGrammar
import SMTPSession

extension Explanation {
    /// The explanation for programs: one object.
    public var json: JSON {
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
