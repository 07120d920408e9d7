import SMTPPolicy
import SMTPSession
import SMTPSimulator

/// What completion needs to know of the moment.
public struct CompletionContext: Hashable, Sendable {
    /// What the server takes the client's next octets for.
    public var expectation = Expectation.command
    /// The verbs that are in order.
    public var admittedVerbs: [String] = []
    /// The extensions that the server offers.
    public var extensions: [SMTPExtension] = []
    /// The server's settings.
    public var configuration = Configuration()
    /// The SASL mechanisms that the server takes now.
    public var mechanisms: [String] = []
    /// The kind of the question that waits for the person, if one does.
    public var openHook: Hook?
    /// Addresses that were seen so far, the latest first.
    public var addresses: [String] = []
    /// Names that clients gave so far, the latest first.
    public var clientNames: [String] = []
    /// The named server.
    public var profile = Profile.strict
    /// The names of checkpoints.
    public var checkpoints: [String] = []
    /// The names of sessions.
    public var sessions: [String] = []
    /// The names of messages.
    public var messages: [String] = []
    /// The users that can authenticate.
    public var users: [String] = []
    /// How many policy rules there are.
    public var ruleCount = 0

    /// A moment in which nothing is known.
    public init() {}
}
