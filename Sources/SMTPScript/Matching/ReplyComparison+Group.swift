extension ReplyComparison {
    /// Compares the rest of a reply with lines in any order.
    ///
    /// Each line that must come takes one line of the reply: those without holes choose first, then
    /// the others as they stand, then those that may come. So a broad pattern does not take away
    /// what a narrow one needs.
    mutating func mismatch(
        _ group: LineGroup, _ lines: [String], in element: ReplyExpectation.Element
    ) -> Mismatch? {
        if let mismatch = forbidden(group, lines) { return mismatch }
        var left = lines
        for member in group.required.sorted(by: LineGroup.isNarrower) where !take(member, &left) {
            return missing(member)
        }
        for member in group.optional.sorted(by: LineGroup.isNarrower) { _ = take(member, &left) }
        guard let further = left.first, !group.allowsFurtherLines else { return nil }
        return element.mismatch(.unexpectedLine, received: further)
    }

    /// Says that a line did not come; or that another code did, when the reply has another one.
    private func missing(_ member: LineGroup.Member) -> Mismatch {
        let pattern = member.pattern
        guard let code = pattern.code, let received = reply.code, code != received else {
            return pattern.mismatch(
                .missingLine, at: pattern.wholeRange, line: member.number, received: nil)
        }
        return pattern.mismatch(
            .codeDiffers, at: 0..<3, line: member.number, received: reply.lines.first)
    }

    private mutating func forbidden(_ group: LineGroup, _ lines: [String]) -> Mismatch? {
        for member in group.forbidden {
            for line in lines {
                var trial = self
                guard trial.take(member.pattern, line) == nil else { continue }
                return member.pattern.mismatch(
                    .forbiddenLine, at: member.pattern.wholeRange, line: member.number,
                    received: line)
            }
        }
        return nil
    }

    private mutating func take(_ member: LineGroup.Member, _ lines: inout [String]) -> Bool {
        for (index, line) in lines.enumerated() where take(member.pattern, line) == nil {
            lines.remove(at: index)
            return true
        }
        return false
    }
}

extension LineGroup {
    /// Whether one line is to choose before another.
    static func isNarrower(_ one: Member, _ other: Member) -> Bool {
        (one.pattern.hasHoles ? 1 : 0, one.number) < (other.pattern.hasHoles ? 1 : 0, other.number)
    }
}
