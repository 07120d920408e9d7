import OctetText

/// What is wrong with the text of a handler or an answer, and where.
///
///     :on recipent nosuch@* reject
///         ^ unknown hook recipent; did you mean recipient?
public struct PolicySyntaxError: Error, Hashable, Sendable {
    /// Where the text is wrong, in octets of UTF-8 from its beginning.
    public var offset: Int
    /// Where the text is wrong, in characters from its beginning: the columns before a caret.
    public var column: Int
    /// What is wrong, in lower case and without a full stop.
    public var message: String
    /// What could be there, likeliest first; empty if the message says it all.
    public var expected: [String]
    /// What was probably meant.
    public var suggestion: String?

    init(
        _ message: String, at offset: Int, in text: [UInt8], expected: [String] = [],
        suggestion: String? = nil
    ) {
        self.offset = offset
        self.column = text.column(at: offset)
        self.message = message
        self.expected = expected
        self.suggestion = suggestion
    }
}

extension PolicySyntaxError: CustomStringConvertible {
    /// The message with the suggestion, or else with what could be there.
    public var description: String {
        if let suggestion { return "\(message); did you mean \(suggestion)?" }
        guard !expected.isEmpty else { return message }
        return "\(message); expected \(expected.joined(separator: ", "))"
    }
}
