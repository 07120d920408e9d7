/// A set of the SMTP extensions that the machine knows; each has its bit in its file of `Extensions/`.
public struct ExtensionSet: OptionSet, Hashable, Sendable, Codable {
    /// One bit an extension.
    public let rawValue: UInt64

    /// A set from its bits.
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// All that the machine knows.
    public static let all = ExtensionSet(SMTPExtension.known.map(\.flag))

    /// Those that are on by default, as their declarations say (`SMTPExtension.isOn`).
    ///
    /// The bits are listed here since every session begins with them: asking the declarations would
    /// make all of them first, with what they tell a learner, and take a third of the start.
    public static let usual: ExtensionSet = [
        .pipelining, .size, .eightBitMIME, .enhancedStatusCodes, .expand, .help, .auth, .startTLS,
    ]
}
