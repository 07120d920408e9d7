import SMTPGrammar

/// What an extension looks for in the header of a message, and demands of it.
///
/// It stands in its extension's file, next to the declaration.
struct HeaderCheck: Sendable {
    /// What it may depend on.
    struct Context: Sendable {
        let header: HeaderWatch
        let envelope: Envelope
        let settings: Boxed<Configuration>
        let user: String?
        /// Octets of the message.
        let octets: UInt64

        var configuration: Configuration { @inline(__always) get { settings.wrappedValue } }
    }

    /// Whether it is worth looking at the header, before any of it is there.
    let isWanted: @Sendable (Context) -> Bool
    /// What is wrong with the message, if anything is.
    let problem: @Sendable (Context) -> Refusal?
    /// What the reply that accepts the message says instead of the usual.
    var reply: (@Sendable (Context) -> CustomReply?)?

    /// All of them, in the order in which they are looked at.
    static let all = [headerIsASCII, headerPriority, ownerOfHeader, submitterOfHeader]
}

extension ExtensionSet {
    /// Those that look at the header of any message.
    static let lookingAtHeaders: ExtensionSet = [.utf8, .priority, .recipientValidSince]
}
