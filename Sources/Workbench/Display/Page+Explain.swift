import SMTPGrammar
import SMTPSession
import TerminalText

extension Page {
    /// Adds what the reference knows of each word; a command line is taken apart instead.
    ///
    /// - Parameters:
    ///   - text: words such as `550 5.7.1`, or a line such as `MAIL FROM:<a@b>`
    ///   - configuration: the server that reads the line
    /// - Returns: whether everything was known
    @discardableResult
    public mutating func explain(_ text: String, in configuration: Configuration) -> Bool {
        let words = text.split(separator: " ").map(String.init)
        let isCommand = words.count > 1 && Verb(words[0]) != nil
        guard !isCommand else { return add(CommandExplanation(text, configuration)) }
        var isKnown = true
        for (index, word) in words.enumerated() {
            if index > 0 { show("") }
            if let entry = Reference.entry(for: word) {
                add(entry)
            } else {
                isKnown = false
                let meant = Reference.suggestion(for: word).map { "did you mean \($0)?" }
                fail(
                    "nothing is known of \(Sanitizer.visible(word))",
                    hint: meant ?? "a reply code, x.y.z, a verb, an extension, a hook or a rule")
            }
        }
        return isKnown
    }
}
