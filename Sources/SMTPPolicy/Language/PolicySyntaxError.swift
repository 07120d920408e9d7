import OctetText

/// What is wrong with the text of a rule or an answer, and where.
///
///     :on recipent nosuch@* reject
///         ^ unknown hook recipent; did you mean recipient?
public struct PolicySyntaxError: Error, Hashable, Sendable {
    /// Where the text is wrong, in octets of UTF-8 from its beginning.
    public var offset: Int
    /// Where the text is wrong, in characters from its beginning: what stands before a caret.
    public var column: Int
    /// What is wrong, in lower case and without a full stop.
    public var message: String
    /// What could stand there, the likelier first; empty where the message says it all.
    public var expected: [String]
    /// What was likely meant.
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
    /// The message with the suggestion, or else with what could stand there.
    public var description: String {
        if let suggestion { return "\(message); did you mean \(suggestion)?" }
        guard !expected.isEmpty else { return message }
        return "\(message); expected \(expected.joined(separator: ", "))"
    }
}
