/// What one press of the Tab key does.
enum CompletionStep: Hashable {
    /// Put `text` in the place of the bytes from `from` to the cursor.
    case replace(from: Int, text: [UInt8])
    case list([Completion.Candidate])
    case beep
}

extension Completion {
    /// Decides what one press of the Tab key does.
    ///
    /// A single candidate is inserted with its suffix, unless the suffix stands there already. Several are
    /// inserted as far as they agree; once they agree on no more than is typed, they are listed.
    func step(line: [UInt8], cursor: Int) -> CompletionStep {
        guard let first = candidates.first else { return .beep }
        let from = max(0, min(replaceFrom, cursor))
        guard candidates.count > 1 else {
            let hasSuffix = line[cursor...].starts(with: first.suffix)
            return .replace(from: from, text: first.text + (hasSuffix ? [] : first.suffix))
        }
        let common = commonPrefix
        return common.count > cursor - from ? .replace(from: from, text: common) : .list(candidates)
    }

    /// The bytes all candidates begin with, cut at the border of a character.
    private var commonPrefix: [UInt8] {
        guard var common = candidates.first.map({ $0.text[...] }) else { return [] }
        for candidate in candidates {
            let length = zip(common, candidate.text).prefix { $0 == $1 }.count
            common = common.prefix(length)
            let isInside = length < candidate.text.count && candidate.text[length] & 0xC0 == 0x80
            while isInside, let last = common.popLast(), last & 0xC0 != 0xC0 {}
        }
        return Array(common)
    }
}
