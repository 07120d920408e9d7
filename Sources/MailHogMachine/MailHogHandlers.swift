/// A set of the original's handlers.
///
/// Which handlers are set changes what the machine says: without one for TLS, STARTTLS is unknown.
public struct MailHogHandlers: OptionSet, Hashable, Codable, Sendable {
    /// One bit for each handler.
    public let rawValue: UInt8

    /// A set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Decides about each verb; without it, all are let through.
    public static let verbFilter = MailHogHandlers(rawValue: 1 << 0)
    /// Decides about senders; without it, all are accepted.
    public static let sender = MailHogHandlers(rawValue: 1 << 1)
    /// Decides about recipients; without it, all are accepted.
    public static let recipient = MailHogHandlers(rawValue: 1 << 2)
    /// Takes messages; without it, all are deferred with 452.
    public static let message = MailHogHandlers(rawValue: 1 << 3)
    /// Decides about credentials; without it, all are valid.
    public static let authentication = MailHogHandlers(rawValue: 1 << 4)
    /// Lists mechanisms for EHLO; without it EHLO does not mention AUTH.
    public static let mechanisms = MailHogHandlers(rawValue: 1 << 5)
    /// Begins TLS; without it STARTTLS is unknown.
    public static let tls = MailHogHandlers(rawValue: 1 << 6)
    /// Takes log lines.
    public static let log = MailHogHandlers(rawValue: 1 << 7)

    /// All handlers that decide something.
    public static let hooks: MailHogHandlers = [
        .verbFilter, .sender, .recipient, .message, .authentication, .mechanisms, .tls,
    ]
}
