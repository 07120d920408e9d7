import OctetText

extension Page {
    /// Adds what the reference knows about each word, or a command line taken apart.
    ///
    /// - Parameter explanation: what it knows
    public mutating func add(_ explanation: Explanation) {
        switch explanation.content {
        case .line(let line): add(line)
        case .words(let words):
            for (index, (word, entry)) in words.enumerated() {
                if index > 0 { show("") }
                add(entry, of: word)
            }
        }
    }

    private mutating func add(_ entry: ReferenceEntry?, of word: String) {
        if let entry { return add(entry) }
        let meant = Reference.suggestion(for: word).map { "did you mean \($0)?" }
        fail(
            "nothing is known of \(EscapedText.shown(word))",
            hint: meant
                ?? "a reply code, x.y.z, a verb, an extension, a mechanism, a hook or a rule")
    }
}
