/// The messages of one SASL exchange so far, as raw octets, without the base64 of the wire.
///
///     C: AUTH LOGIN dGlt                  responses: ["tim"], hasInitialResponse
///     S: 334 UGFzc3dvcmQ6                 challenges: ["Password:"]
///     C: dGFuc3RhYWZ0YW5zdGFhZg==         responses: ["tim", "tanstaaftanstaaf"]
///
/// What the client sent may be a password. An exchange therefore prints only how long each response
/// is, and encodes each as `"****"`; one that is decoded again proves nothing.
/// - SeeAlso: [RFC 4954 §4](https://www.rfc-editor.org/rfc/rfc4954#section-4)
public struct AuthenticationExchange: Hashable, Sendable {
    /// The mechanism's name in capitals.
    public var mechanism: String
    /// What the server sent, oldest first.
    public var challenges: [[UInt8]]
    /// What the client sent, oldest first, the initial response included.
    ///
    /// These hold secrets.
    public var responses: [[UInt8]]
    /// Whether the first response came with the AUTH command, before any challenge.
    public var hasInitialResponse: Bool
    /// What TLS proves of the client.
    public var clientIdentity: String?
    /// What binds an exchange to the TLS channel, by type; empty outside TLS (RFC 5056).
    public var channelBindings: [String: [UInt8]] = [:]
    /// Whether a mechanism that binds the channel can be used now, so that the client was shown it.
    public var offersChannelBinding = false
    /// Whether the form of the messages is left to whoever decides.
    ///
    /// So it is in a machine that behaves as mailhog/smtp does, which hands its handler whatever came.
    /// Elsewhere a message that breaks its mechanism's form is refused before policy is asked.
    public var takesAnyForm = false
    /// How the exchange ends once the client has answered the last challenge; nil while that is open.
    var outcome: AuthenticationOutcome?
    /// Whether the responses were lost when the exchange was encoded.
    public private(set) var isMasked = false

    /// An exchange, by default one in which nothing has been said.
    public init(
        mechanism: String, challenges: [[UInt8]] = [], responses: [[UInt8]] = [],
        hasInitialResponse: Bool = false, clientIdentity: String? = nil
    ) {
        self.mechanism = mechanism
        self.challenges = challenges
        self.responses = responses
        self.hasInitialResponse = hasInitialResponse
        self.clientIdentity = clientIdentity
    }

    /// Whether the client has a challenge that it has not answered.
    public var awaitsResponse: Bool {
        challenges.count > responses.count - (hasInitialResponse ? 1 : 0)
    }
}

/// How a SASL exchange ends.
enum AuthenticationOutcome: Hashable, Sendable, Codable {
    /// The client is this user.
    case succeeds(String)
    /// The client is refused.
    case fails
}

extension AuthenticationExchange: CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The exchange without what the client sent.
    public var description: String {
        let lengths = responses.map { "\($0.count) octets" }.joined(separator: ", ")
        return "\(mechanism)(\(challenges.count) challenges, responses: [\(lengths)])"
    }

    /// The exchange without what the client sent.
    public var debugDescription: String { description }

    /// No children: what the client sent stays out of `dump`.
    public var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}

extension AuthenticationExchange: Codable {
    private enum CodingKeys: String, CodingKey {
        case mechanism, challenges, responses, hasInitialResponse, clientIdentity, takesAnyForm
        case channelBindings, offersChannelBinding, outcome
    }

    private static let mask = "****"

    /// Reads an exchange whose responses are masked, or in clear, as older versions wrote them.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        mechanism = try container.decode(String.self, forKey: .mechanism)
        challenges = try container.decode([[UInt8]].self, forKey: .challenges)
        hasInitialResponse = try container.decode(Bool.self, forKey: .hasInitialResponse)
        clientIdentity = try container.decodeIfPresent(String.self, forKey: .clientIdentity)
        takesAnyForm = try container.decodeIfPresent(Bool.self, forKey: .takesAnyForm) ?? false
        channelBindings =
            try container.decodeIfPresent([String: [UInt8]].self, forKey: .channelBindings) ?? [:]
        offersChannelBinding =
            try container.decodeIfPresent(Bool.self, forKey: .offersChannelBinding) ?? false
        outcome = try container.decodeIfPresent(AuthenticationOutcome.self, forKey: .outcome)
        if let clear = try? container.decode([[UInt8]].self, forKey: .responses) {
            responses = clear
        } else {
            responses = try container.decode([String].self, forKey: .responses).map { _ in [] }
            isMasked = true
        }
    }

    /// Writes the exchange with its responses masked.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(mechanism, forKey: .mechanism)
        try container.encode(challenges, forKey: .challenges)
        try container.encode(
            responses.map { _ in AuthenticationExchange.mask }, forKey: .responses)
        try container.encode(hasInitialResponse, forKey: .hasInitialResponse)
        try container.encodeIfPresent(clientIdentity, forKey: .clientIdentity)
        if takesAnyForm { try container.encode(takesAnyForm, forKey: .takesAnyForm) }
        if !channelBindings.isEmpty {
            try container.encode(channelBindings, forKey: .channelBindings)
        }
        if offersChannelBinding {
            try container.encode(offersChannelBinding, forKey: .offersChannelBinding)
        }
        try container.encodeIfPresent(outcome, forKey: .outcome)
    }
}
