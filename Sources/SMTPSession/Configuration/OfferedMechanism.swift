/// A SASL mechanism that a server offers, and what the session has to know of it.
///
///     configuration.mechanisms = ["PLAIN", OfferedMechanism(name: "X-TOKEN", needsTLS: true)]
///     S: 250 AUTH PLAIN X-TOKEN
///
/// Who carries it out does not matter here: the session only passes the messages on.
/// - SeeAlso: [RFC 4954 §3](https://www.rfc-editor.org/rfc/rfc4954#section-3)
public struct OfferedMechanism: Hashable, Sendable {
    /// Its registered name in capitals.
    public let name: String
    /// Whether the password travels in clear, so that the mechanism is offered inside TLS only.
    ///
    /// `Configuration.allowsPlaintextAuthentication` lifts that.
    public let needsTLS: Bool
    /// Whether the client's first message is its only one, so that an AUTH command that carries it may
    /// stand anywhere in a group of pipelined commands.
    public let isSingleMessage: Bool
    /// Whether it binds the exchange to the TLS channel, so that it is offered inside TLS only, whatever
    /// the configuration allows.
    public let needsChannelBinding: Bool

    /// A mechanism that need not be in `known`.
    public init(
        name: String, needsTLS: Bool = false, isSingleMessage: Bool = false,
        needsChannelBinding: Bool = false
    ) {
        self.name = name
        self.needsTLS = needsTLS
        self.isSingleMessage = isSingleMessage
        self.needsChannelBinding = needsChannelBinding
    }

    /// A mechanism by its name in capitals; nothing is assumed of one that is not in `known`.
    public init(_ name: String) {
        self =
            OfferedMechanism.known.first { $0.name == name } ?? OfferedMechanism(name: name)
    }

    /// The mechanisms of which a name says enough.
    public static let known = [
        OfferedMechanism(name: "PLAIN", needsTLS: true, isSingleMessage: true),
        OfferedMechanism(name: "LOGIN", needsTLS: true),
        OfferedMechanism(name: "CRAM-MD5"),
        OfferedMechanism(name: "DIGEST-MD5"),
        OfferedMechanism(name: "SCRAM-SHA-1"),
        OfferedMechanism(name: "SCRAM-SHA-1-PLUS", needsChannelBinding: true),
        OfferedMechanism(name: "SCRAM-SHA-256"),
        OfferedMechanism(name: "SCRAM-SHA-256-PLUS", needsChannelBinding: true),
        OfferedMechanism(name: "EXTERNAL", isSingleMessage: true),
        OfferedMechanism(name: "ANONYMOUS", isSingleMessage: true),
        OfferedMechanism(name: "OAUTHBEARER", needsTLS: true),
        OfferedMechanism(name: "XOAUTH2", needsTLS: true),
    ]
}

extension OfferedMechanism: ExpressibleByStringLiteral {
    /// A mechanism by its name in capitals.
    public init(stringLiteral name: String) { self.init(name) }
}

extension OfferedMechanism: Codable {
    private enum CodingKeys: String, CodingKey {
        case name, needsTLS, isSingleMessage, needsChannelBinding
    }

    /// Reads a name, or an object where the name does not say enough.
    public init(from decoder: any Decoder) throws {
        if let name = try? decoder.singleValueContainer().decode(String.self) {
            self.init(name)
            return
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try container.decode(String.self, forKey: .name),
            needsTLS: try container.decode(Bool.self, forKey: .needsTLS),
            isSingleMessage: try container.decode(Bool.self, forKey: .isSingleMessage),
            needsChannelBinding: try container.decodeIfPresent(
                Bool.self, forKey: .needsChannelBinding) ?? false)
    }

    /// Writes the name, or an object where the name does not say enough.
    public func encode(to encoder: any Encoder) throws {
        guard self != OfferedMechanism(name) else {
            var container = encoder.singleValueContainer()
            return try container.encode(name)
        }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(needsTLS, forKey: .needsTLS)
        try container.encode(isSingleMessage, forKey: .isSingleMessage)
        if needsChannelBinding { try container.encode(true, forKey: .needsChannelBinding) }
    }
}
