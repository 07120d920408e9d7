import SMTPGrammar
import SMTPSession

/// What the reference says about words, or about a command line.
///
///     550 5.7.1
///     MAIL FROM:<a@b> SIZE=10
public struct Explanation {
    /// What came of looking things up.
    public enum Outcome: Hashable, Sendable {
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
    ///
    /// - Parameters:
    ///   - text: words such as `550 5.7.1`, or a line such as `MAIL FROM:<a@b>`
    ///   - configuration: the server that reads the line
    public init(_ text: String, in configuration: Configuration) {
        let words = text.split(separator: " ").map(String.init)
        if words.count > 1, Verb(words[0]) != nil {
            content = .line(CommandExplanation(text, configuration))
        } else {
            content = .words(words.map { ($0, Reference.entry(for: $0, in: configuration)) })
        }
    }

    /// What came of looking things up.
    public var outcome: Outcome {
        switch content {
        case .words(let words): words.allSatisfy { $0.entry != nil } ? .known : .unknown
        case .line(let line): line.isTaken ? .known : .refused
        }
    }
}
