import SMTPSimulator
import SMTPScript
import SMTPPolicy
import SMTPSession

/// Says what the word before the cursor may become, by the state of the session.
public struct LineCompletion: Sendable {
    /// What is known of the moment.
    public let context: CompletionContext
    /// Lists paths that begin with a prefix.
    let paths: @Sendable (String) -> [String]

    /// Completion at a moment.
    ///
    /// - Parameters:
    ///   - context: what is known of the moment
    ///   - paths: lists paths that begin with a prefix
    public init(_ context: CompletionContext, paths: @escaping @Sendable (String) -> [String]) {
        self.context = context
        self.paths = paths
    }

    /// The continuations of a line.
    ///
    /// - Parameters:
    ///   - line: the line as far as it is typed, in UTF-8
    ///   - cursor: where the cursor is, in octets
    /// - Returns: the continuations of the word before the cursor
    public func suggestions(for line: [UInt8], cursor: Int) -> Suggestions {
        let word = WordAtCursor(line, cursor: cursor)
        let mark = TypedLine.commandMark(
            isContent: context.openHook == nil && context.expectation.isContent)
        let first = word.before.first ?? word.word
        if first.hasPrefix(mark) {
            return command(word, mark: mark)
        }
        if let hook = context.openHook { return answer(word, hook) }
        switch context.expectation {
        case .command, .connection, .nothing: return smtp(word)
        case .content: return .none
        case .authentication: return word.before.isEmpty ? word.suggestions(["*"]) : .none
        case .handshake: return word.before.isEmpty ? word.suggestions([":tls"]) : .none
        }
    }

    private func answer(_ word: WordAtCursor, _ hook: Hook) -> Suggestions {
        guard word.before.isEmpty else { return .none }
        return word.suggestions(
            hook.answers.map { Suggestions.Candidate($0.rawValue, $0.summary) })
    }
}
