/// Where a path and its parts are in a command; the path itself is made of it when it is needed.
///
///     C: RCPT TO:<@relay.example:jones@foo.example>
///
/// - SeeAlso: [RFC 5321 §4.1.2](https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2)
public struct PathRange: Hashable, Sendable {
    /// The text between the angle brackets; empty for the null reverse path.
    public let text: Range<Int>
    /// Where the mailbox begins, after the source route, if there is one.
    public let mailboxStart: Int
    /// The offset of the `@` before the domain; the end of the text if there is none.
    public let separator: Int
    /// The offset just after the path with its brackets.
    public let end: Int

    @inline(__always)
    init(_ text: Range<Int>, mailboxStart: Int, separator: Int, end: Int) {
        self.text = text
        self.mailboxStart = mailboxStart
        self.separator = separator
        self.end = end
    }

    /// Whether this is the null path.
    public var isNull: Bool { @inline(__always) get { text.isEmpty } }

    /// Whether there is a source route.
    public var hasSourceRoute: Bool {
        @inline(__always) get { mailboxStart > text.lowerBound }
    }

    /// What follows the `@`: a domain, an address literal, or nothing.
    public var domain: Range<Int> { min(separator + 1, text.upperBound)..<text.upperBound }
}

extension Path {
    /// The path at a place in a command.
    public init(_ command: Span<UInt8>, _ range: PathRange) {
        self.init(
            octets: command.extracting(range.text),
            mailboxStart: range.mailboxStart &- range.text.lowerBound,
            separator: range.separator &- range.text.lowerBound)
    }
}
