/// How closely replies are compared: `run --compare`.
public enum CompareMode: String, Hashable, Sendable, CaseIterable {
    /// As the script says, text and all.
    case exact
    /// By the reply code alone.
    case code
    /// By the first digit of the reply code alone.
    case `class`
}

extension ReplyExpectation {
    /// Compares a reply with the expectation.
    ///
    /// Lines are compared in order; an `S?` line is taken if it matches the reply's line at that
    /// place. With ``CompareMode/code`` and ``CompareMode/class`` a reply that does not match
    /// exactly still matches by the code of the first line expected, whatever its lines say.
    ///
    /// - Parameters:
    ///   - reply: What came.
    ///   - captures: What `[[name:…]]` captured so far; those of this reply are added if it matches
    ///     exactly.
    ///   - mode: How closely to compare.
    /// - Returns: Whether it matches, or else the first difference.
    public func match(
        _ reply: ReceivedReply, captures: inout [String: String], mode: CompareMode = .exact
    ) -> MatchResult {
        var comparison = ReplyComparison(reply: reply, captures: captures)
        guard let mismatch = comparison.firstMismatch(elements[...]) else {
            captures = comparison.captures
            return .matched
        }
        guard mode != .exact else { return .mismatched(mismatch) }
        return matchCode(reply, captures: captures, mode: mode)
    }

    private func matchCode(
        _ reply: ReceivedReply, captures: [String: String], mode: CompareMode
    ) -> MatchResult {
        for element in elements {
            switch element.content {
            case .reply(let pattern):
                guard let difference = pattern.difference(from: reply, mode: mode) else { continue }
                return .mismatched(element.mismatch(difference, pattern, reply))
            case .line(let pattern):
                return pattern.matchCode(reply, line: element.number, captures, mode)
            case .group(let group):
                guard let member = group.required.first else { continue }
                return member.pattern.matchCode(reply, line: member.number, captures, mode)
            case .optionalLine, .anyFurtherLines:
                continue
            }
        }
        return .matched
    }
}

extension ReplyExpectation.Element {
    func mismatch(
        _ difference: (kind: Mismatch.Kind, range: Range<Int>), _ pattern: ReplyPattern,
        _ reply: ReceivedReply
    ) -> Mismatch {
        Mismatch(
            line: number, kind: difference.kind, columns: pattern.columns(of: difference.range),
            expected: pattern.text, received: reply.lines.first)
    }
}

extension LinePattern {
    /// Compares only the code of a reply, or its first digit.
    fileprivate func matchCode(
        _ reply: ReceivedReply, line: Int, _ captures: [String: String], _ mode: CompareMode
    ) -> MatchResult {
        guard let code else { return matchCodePattern(reply, line: line, captures) }
        let unit = mode == .class ? 100 : 1
        guard let received = reply.code, received / unit == code / unit else {
            return .mismatched(
                mismatch(.codeDiffers, at: 0..<3, line: line, received: reply.lines.first))
        }
        return .matched
    }

    private func matchCodePattern(
        _ reply: ReceivedReply, line: Int, _ captures: [String: String]
    ) -> MatchResult {
        guard let pattern = codePattern else { return .matched }
        let received = String((reply.lines.first ?? "").unicodeScalars.prefix(3))
        if case .matched = pattern.match(received, captures: captures) { return .matched }
        let end = pattern.pieces.last?.range.upperBound ?? 0
        return .mismatched(
            mismatch(.codeDiffers, at: 0..<end, line: line, received: reply.lines.first))
    }
}
