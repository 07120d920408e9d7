/// The messages of one authentication so far, and the facts around it that the driver brings.
///
/// Messages are raw octets, after base64. What the client sent may be a password, so an exchange
/// prints only how many octets each response has, and is not `Codable`.
///
///     C: AUTH LOGIN dGlt                  responses: ["tim"], hadInitialResponse
///     S: 334 UGFzc3dvcmQ6                 challenges: ["Password:"]
///     C: dGFuc3RhYWZ0YW5zdGFhZg==         responses: ["tim", "tanstaaftanstaaf"]
public struct Exchange: Hashable, Sendable {
    /// What the server has sent, in order.
    public var challenges: [[UInt8]]

    /// What the client has sent, in order, the initial response included.
    public var responses: [[UInt8]]

    /// Whether the first response came with the `AUTH` command, before any challenge.
    public var hadInitialResponse: Bool

    /// The identity that a lower layer has proved, such as the subject of a TLS certificate.
    public var externalIdentity: String?

    /// Octets that make this exchange's challenges unlike any other's.
    ///
    /// The driver draws them, once for each exchange: here nothing is random, so that a replay
    /// gives the same challenges. A server that faces real clients needs at least 16 octets from a
    /// good generator, for whoever foresees a challenge can replay an old response.
    public var nonce: [UInt8]

    /// The server's host name, which stands in the challenge of CRAM-MD5.
    public var host: String

    /// Creates an exchange, by default one in which nothing has been said.
    ///
    /// - Parameters:
    ///   - challenges: What the server has sent, in order.
    ///   - responses: What the client has sent, in order.
    ///   - hadInitialResponse: Whether the first response came before any challenge.
    ///   - externalIdentity: The identity that a lower layer has proved.
    ///   - nonce: Octets that make this exchange unlike any other.
    ///   - host: The server's host name.
    public init(
        challenges: [[UInt8]] = [],
        responses: [[UInt8]] = [],
        hadInitialResponse: Bool = false,
        externalIdentity: String? = nil,
        nonce: [UInt8] = [],
        host: String = "localhost"
    ) {
        self.challenges = challenges
        self.responses = responses
        self.hadInitialResponse = hadInitialResponse
        self.externalIdentity = externalIdentity
        self.nonce = nonce
        self.host = host
    }

    /// Whether the client has a challenge that it has not answered.
    var awaitsResponse: Bool {
        challenges.count > responses.count - (hadInitialResponse ? 1 : 0)
    }
}

extension Exchange: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The exchange without what the client sent.
    public var description: String {
        let lengths = responses.map { "\($0.count) octets" }.joined(separator: ", ")
        return "Exchange(\(challenges.count) challenges, responses: [\(lengths)])"
    }

    /// The exchange without what the client sent.
    public var debugDescription: String { description }

    /// No children: what the client sent stays out of `dump`.
    public var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}
