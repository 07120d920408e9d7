/// A set of SMTP extensions.
public struct ExtensionSet: OptionSet, Hashable, Sendable, Codable {
    /// One bit an extension.
    public let rawValue: UInt32

    /// A set from its bits.
    ///
    /// - Parameter rawValue: one bit an extension
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Commands in groups (RFC 2920).
    public static let pipelining = ExtensionSet(rawValue: 1 << 0)
    /// Declared message sizes (RFC 1870).
    public static let size = ExtensionSet(rawValue: 1 << 1)
    /// 8-bit message text (RFC 6152).
    public static let eightBitMIME = ExtensionSet(rawValue: 1 << 2)
    /// Enhanced status codes in replies (RFC 2034).
    public static let enhancedStatusCodes = ExtensionSet(rawValue: 1 << 3)
    /// Authentication (RFC 4954).
    public static let auth = ExtensionSet(rawValue: 1 << 4)
    /// TLS on request (RFC 3207).
    public static let startTLS = ExtensionSet(rawValue: 1 << 5)

    /// The command EXPN, which counts as an extension (RFC 5321 §3.5.2).
    public static let expand = ExtensionSet(rawValue: 1 << 6)
    /// The command HELP, which counts as an extension too (RFC 5321 §4.1.1.1).
    public static let help = ExtensionSet(rawValue: 1 << 7)

    /// All that the machine knows.
    public static let all: ExtensionSet = [
        .pipelining, .size, .eightBitMIME, .enhancedStatusCodes, .auth, .startTLS, .expand,
        .help,
    ]
}
