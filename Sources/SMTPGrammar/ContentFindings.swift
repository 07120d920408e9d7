/// What message text contains that RFC 5321 does not allow.
public struct ContentFindings: OptionSet, Hashable, Sendable, Codable {
    /// One bit for each finding.
    public let rawValue: UInt8

    /// A set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A CR that is not followed by LF.
    public static let bareCarriageReturn = ContentFindings(rawValue: 1)
    /// An LF that is not preceded by CR.
    public static let bareLineFeed = ContentFindings(rawValue: 2)
    /// A dot alone between line ends, at least one of which is not CR LF.
    public static let lineFeedEnd = ContentFindings(rawValue: 4)
    /// An octet 0.
    public static let nul = ContentFindings(rawValue: 8)
    /// An octet above 127.
    public static let eightBit = ContentFindings(rawValue: 16)
    /// A line above the limit.
    public static let longLine = ContentFindings(rawValue: 32)
}
