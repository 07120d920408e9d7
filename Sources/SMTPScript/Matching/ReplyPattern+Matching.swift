extension ReplyPattern {
    /// How a reply differs, and where in the pattern's text; `nil` if it does not.
    func difference(
        from reply: ReceivedReply, mode: CompareMode
    ) -> (kind: Mismatch.Kind, range: Range<Int>)? {
        let byCode = alternatives.filter { $0.accepts(code: reply.code, mode: mode) }
        guard let closest = byCode.first else { return (.codeDiffers, codeRange) }
        guard mode == .exact else { return nil }
        let enhanced = reply.enhancedStatusCode
        guard !byCode.contains(where: { $0.accepts(enhancedStatusCode: enhanced) }) else {
            return nil
        }
        return (.enhancedCodeDiffers, closest.enhancedRange ?? closest.codeRange)
    }

    /// The code, or all of the text when there are several.
    private var codeRange: Range<Int> {
        guard alternatives.count == 1 else { return 0..<text.utf8.count }
        return alternatives[0].codeRange
    }

    /// The columns of the script's line that a range of the text takes; the text is ASCII.
    func columns(of range: Range<Int>) -> Range<Int> {
        column + range.lowerBound..<column + max(range.upperBound, range.lowerBound + 1)
    }
}

extension ReplyPattern.Alternative {
    func accepts(code: Int?, mode: CompareMode) -> Bool {
        guard let code else { return false }
        let received = [code / 100, code / 10 % 10, code % 10]
        let compared = mode == .class ? 1 : 3
        return zip(digits, received).prefix(compared).allSatisfy { $0 == nil || $0 == $1 }
    }

    func accepts(enhancedStatusCode received: String?) -> Bool {
        guard let wanted = enhancedStatusCode else { return true }
        guard let received else { return false }
        let parts = received.split(separator: ".").map { Int($0) }
        return zip(wanted, parts).allSatisfy { $0 == nil || $0 == $1 }
    }
}
