/// A set of the SMTP extensions that the machine knows; each has its bit in its file of `Extensions/`.
public struct ExtensionSet: OptionSet, Hashable, Sendable, Codable {
    /// One bit an extension.
    public let rawValue: UInt64

    /// A set from its bits.
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// All that the machine knows.
    public static let all = ExtensionSet(SMTPExtension.known.map(\.flag))

    /// Those that are on by default.
    public static let usual = ExtensionSet(SMTPExtension.known.filter(\.isOn).map(\.flag))
}
