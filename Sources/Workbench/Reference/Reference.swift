import OctetText
import SMTPPolicy
import SMTPSession

/// The offline reference: reply codes, enhanced status codes, verbs, extensions, mechanisms, rules.
public enum Reference {
    /// The article about a word.
    ///
    /// - Parameters:
    ///   - word: for example `550`, `5.7.1`, `X.7.1`, `MAIL`, `SIZE` or `order.hello-first`
    ///   - configuration: a server, which may have extensions of its own
    /// - Returns: the article, or nil if the word means nothing here
    public static func entry(
        for word: String, in configuration: Configuration = Configuration()
    ) -> ReferenceEntry? {
        replyCode(word) ?? enhancedStatusCode(word) ?? verb(word)
            ?? smtpExtension(word, in: configuration) ?? mechanism(word) ?? hook(word) ?? rule(word)
    }

    /// Every word that has an article of its own, for completion and suggestions.
    public static var words: [String] { words(in: Configuration()) }

    /// Every word that has an article of its own, with those of a server's own extensions.
    static func words(in configuration: Configuration) -> [String] {
        replyCodes.map { "\($0.code)" } + verbs.map(\.name)
            + extensions(in: configuration).map(\.keyword)
            + mechanisms.map(\.name) + Hook.allCases.map(\.rawValue) + Rule.allCases.map(\.id)
    }

    /// The word that was likely meant.
    ///
    /// - Parameter word: a word without an article
    /// - Returns: the nearest one that has one, or nil
    public static func suggestion(for word: String) -> String? {
        guard word.contains(where: { !$0.isNumber && $0 != "." }) else { return nil }
        return nearestName(to: word, among: words)
    }
}
