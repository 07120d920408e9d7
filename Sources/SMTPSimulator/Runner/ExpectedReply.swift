import SMTPScript

/// What lines of a script expect of one reply.
package struct ExpectedReply: Hashable, Sendable {
    /// What they expect.
    package let expectation: ReplyExpectation
    /// The lines, as they are written.
    package let lines: [String]
    /// The number of the first, from 1.
    package let number: Int

    /// The lines without their marks, in one.
    package var text: String { lines.map { String($0.dropFirst(3)) }.joined(separator: " / ") }
}
