/// What is wrong with a command line, and where.
///
///     :undoo
///     ^ unknown command :undoo; did you mean :undo?
package struct CommandError: Error, Hashable, Sendable {
    /// The column of the fault in what follows the colon, in characters from 0.
    package var column: Int
    /// What is wrong, in lower case and without a full stop.
    package var message: String
    /// What was probably meant.
    package var suggestion: String?

    init(_ message: String, at column: Int = 0, suggestion: String? = nil) {
        self.message = message
        self.column = column
        self.suggestion = suggestion
    }
}

extension CommandError: CustomStringConvertible {
    /// The message with the suggestion.
    package var description: String {
        suggestion.map { "\(message); did you mean \($0)?" } ?? message
    }
}
