/// An enhanced status code: class, subject and detail.
///
///     S: 550 5.1.1 No such user
///
/// - SeeAlso: [RFC 3463 §2](https://www.rfc-editor.org/rfc/rfc3463#section-2)
public struct EnhancedStatusCode: Hashable, Sendable, Codable {
    /// 2 success, 4 persistent transient failure, 5 permanent failure.
    public let `class`: UInt8
    /// 0 to 999: 1 addressing, 2 mailbox, 3 mail system, 4 network, 5 protocol, 6 content, 7 security.
    public let subject: UInt16
    /// 0 to 999, its meaning depending on the subject.
    public let detail: UInt16

    /// A code from its three numbers; the class is 2, 4 or 5.
    public init(_ class: UInt8, _ subject: UInt16, _ detail: UInt16) {
        self.class = `class`
        self.subject = subject
        self.detail = detail
    }

    /// A code from its text, `5.1.1`, without leading zeros; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let parts = String(text).split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy(EnhancedStatusCode.isNumber),
            let first = UInt8(parts[0]), [2, 4, 5].contains(first),
            let second = UInt16(parts[1]), let third = UInt16(parts[2])
        else { return nil }
        self.init(first, second, third)
    }
}

extension EnhancedStatusCode {
    /// One to three digits, without a leading zero.
    private static func isNumber(_ text: Substring) -> Bool {
        (1...3).contains(text.utf8.count)
            && text.utf8.allSatisfy { $0 &- ASCII.zero < 10 }
            && (text.utf8.count == 1 || text.first != "0")
    }
}

extension EnhancedStatusCode: CustomStringConvertible {
    /// The three numbers joined by dots.
    public var description: String { "\(`class`).\(subject).\(detail)" }
}
