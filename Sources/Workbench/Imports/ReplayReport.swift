import OctetText
import SMTPPolicy
import SMTPScript
import SMTPSimulator
import TerminalText

/// How a server compares with a recorded one, for a person and as JSON.
package enum ReplayReport {
    /// The counts, each step that differs, and the first divergence whole.
    package static func lines(_ replay: [ReplayedReply], showsAll: Bool = false) -> [Line] {
        guard !replay.isEmpty else { return [] }
        var lines = replay.filter { showsAll || $0.verdict != .same }.prefix(200).map(line)
        lines.append(Line("  replay: \(counts(replay))", .tool))
        if let first = replay.first(where: { $0.verdict != .same && $0.verdict != .text }) {
            lines += divergence(first)
        }
        return lines
    }

    /// `12 same, 2 text, 1 code`.
    package static func counts(_ replay: [ReplayedReply]) -> String {
        let adopted = replay.count(where: \.isAdopted)
        let words = ReplayedReply.Verdict.allCases.compactMap { verdict -> String? in
            let count = replay.count { $0.verdict == verdict }
            return count == 0 ? nil : "\(count) \(verdict.rawValue)"
        }
        return words.joined(separator: ", ") + (adopted == 0 ? "" : "; \(adopted) adopted")
    }

    /// `  text    swaks.txt:9    C: QUIT   recorded 221 Bye · here 221 2.0.0 Bye`.
    private static func line(_ reply: ReplayedReply) -> Line {
        let verdict = reply.verdict.rawValue.padded(to: 7)
        let place = (reply.origin ?? "line \(reply.line)") + (reply.isAdopted ? ", adopted" : "")
        let sent = reply.sent.map { EscapedText.clipped($0, to: 60) } ?? "greeting"
        var text = "  \(verdict) \(visible(place))   \(visible(sent))"
        if reply.verdict == .same {
            text += "   \(shown(reply.received))"
        } else {
            text += "   recorded \(shown(reply.recorded)) · here \(shown(reply.received))"
        }
        return Line(text, label(reply.verdict))
    }

    private static func divergence(_ reply: ReplayedReply) -> [Line] {
        let place = reply.origin ?? "line \(reply.line)"
        var lines = [Line("  first divergence, \(visible(place)):", .error)]
        if let sent = reply.sent { lines.append(Line("    sent      \(visible(sent))", .plain)) }
        lines.append(Line("    recorded  \(shown(reply.recorded))", .plain))
        lines.append(Line("    here      \(shown(reply.received))", .plain))
        if let why = reply.why { lines.append(Line("    why here: \(visible(why))", .tool)) }
        for meaning in meanings(of: reply.recorded ?? "") {
            lines.append(Line("    recorded: \(visible(meaning))", .tool))
        }
        lines.append(Line("    state here: \(reply.state)", .tool))
        if let detour = reply.detour {
            lines.append(Line("    the replay goes on \(visible(detour))", .tool))
        }
        return lines
    }

    /// What the recorded server may have meant, by the codes that it gave.
    private static func meanings(of reply: String) -> [String] {
        let words = reply.split { $0 == " " || $0 == "-" }.map(String.init)
        let codes = words.prefix(2).filter { word in
            Reference.replyCode(word) != nil || Reference.enhancedStatusCode(word) != nil
        }
        return codes.compactMap { code in
            let entry = Reference.replyCode(code) ?? Reference.enhancedStatusCode(code)
            guard let entry, let text = entry.paragraphs.first else { return nil }
            return "\(code) means: \(text)" + (entry.clause.isEmpty ? "" : " (\(entry.clause))")
        }
    }

    private static func shown(_ reply: String?) -> String {
        reply.map { visible(EscapedText.clipped($0, to: 90)) } ?? "nothing"
    }

    private static func visible(_ text: String) -> String { EscapedText.shown(text) }

    private static func label(_ verdict: ReplayedReply.Verdict) -> Label {
        switch verdict {
        case .same: .tool
        case .text: .warning
        case .code, .state, .silent: .error
        }
    }

    /// Each step as a JSON object.
    package static func json(_ replay: [ReplayedReply]) -> JSON {
        let steps = replay.map { reply -> JSON in
            [
                "verdict": .string(reply.verdict.rawValue), "line": .number(reply.line),
                "origin": .optional(reply.origin), "sent": .optional(reply.sent),
                "recorded": .optional(reply.recorded), "received": .optional(reply.received),
                "why": .optional(reply.why), "state": .string(reply.state),
                "adopted": .bool(reply.isAdopted), "detour": .optional(reply.detour),
            ]
        }
        let counts = ReplayedReply.Verdict.allCases.map { verdict in
            (verdict.rawValue, JSON.number(replay.count { $0.verdict == verdict }))
        }
        return JSON(members: counts + [
            ("adopted", .number(replay.count(where: \.isAdopted))), ("steps", .array(steps)),
        ])
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - utf8.count))
    }
}
