import SMTPSession

/// A message that was accepted.
public struct ReceivedMessage: Hashable, Sendable {
    /// Its name: `m1`, `m2`, … in order of arrival.
    public var identifier: String {
        get { facts[0].identifier }
        set { facts[0].identifier = newValue }
    }
    /// From whom and to whom.
    public var envelope: Envelope {
        get { facts[0].envelope }
        set { facts[0].envelope = newValue }
    }
    /// Where it came from.
    public var origin: MessageOrigin {
        get { facts[0].origin }
        set { facts[0].origin = newValue }
    }
    /// How many octets its text has.
    public var octets: UInt64 {
        get { facts[0].octets }
        set { facts[0].octets = newValue }
    }
    /// Its text, dots unstuffed, line ends as sent; nil if it was not kept for lack of space.
    public var content: MessageContent? {
        get { facts[0].content }
        set { facts[0].content = newValue }
    }

    /// Out of the way, since every snapshot of a mailbox has its own list of the last few messages.
    private var facts: [Facts]

    private struct Facts: Hashable, Sendable, Codable {
        var identifier: String
        var envelope: Envelope
        var origin: MessageOrigin
        var octets: UInt64
        var content: MessageContent?
    }

    /// A message.
    package init(
        identifier: String, envelope: Envelope, origin: MessageOrigin, octets: UInt64,
        content: MessageContent?
    ) {
        facts = [
            Facts(
                identifier: identifier, envelope: envelope, origin: origin, octets: octets,
                content: content)
        ]
    }
}

extension ReceivedMessage: Codable {
    /// Reads a message.
    public init(from decoder: any Decoder) throws { facts = [try Facts(from: decoder)] }

    /// Writes a message.
    public func encode(to encoder: any Encoder) throws { try facts[0].encode(to: encoder) }
}

/// Where a message came from, besides its envelope: what a Received field would say.
public struct MessageOrigin: Hashable, Sendable, Codable {
    /// When it was received.
    public var received = Instant.zero
    /// The name that HELO or EHLO gave.
    public var clientName: String?
    /// Who the client proved to be.
    public var authenticatedUser: String?
    /// How it was transmitted.
    public var transmission = TransmissionType.smtp
    /// The client's address, as its driver knows it.
    package var address: String?
    /// The cipher suite of the TLS layer, if it is known.
    package var cipher: String?

    /// An origin of which nothing is known.
    package init() {}

    /// The origin of a message that a machine receives now.
    public init(_ machine: some Machine) {
        received = machine.clock
        clientName = machine.clientName
        authenticatedUser = machine.authenticatedUser
        transmission = TransmissionType(machine)
        address = machine.peer?.address
        cipher = machine.tls?.cipher
    }
}

/// How a message was transmitted, by the names of Received fields: `with ESMTPSA`.
///
/// - SeeAlso: [RFC 3848](https://www.rfc-editor.org/rfc/rfc3848)
@nonexhaustive
public enum TransmissionType: String, CaseIterable, Hashable, Sendable, Codable {
    /// After HELO.
    case smtp = "SMTP"
    /// After EHLO.
    case esmtp = "ESMTP"
    /// After EHLO and AUTH.
    case esmtpa = "ESMTPA"
    /// After EHLO inside TLS.
    case esmtps = "ESMTPS"
    /// After EHLO inside TLS and AUTH.
    case esmtpsa = "ESMTPSA"
    /// After LHLO.
    case lmtp = "LMTP"
    /// After LHLO and AUTH.
    case lmtpa = "LMTPA"
    /// After LHLO inside TLS.
    case lmtps = "LMTPS"
    /// After LHLO inside TLS and AUTH.
    case lmtpsa = "LMTPSA"

    /// How a machine's client transmits now.
    public init(_ machine: some Machine) {
        guard !machine.isLMTP else {
            self = TransmissionType.local(machine)
            return
        }
        self =
            switch (machine.isExtended, machine.tls != nil, machine.authenticatedUser != nil) {
            case (false, _, _): .smtp
            case (true, false, false): .esmtp
            case (true, false, true): .esmtpa
            case (true, true, false): .esmtps
            case (true, true, true): .esmtpsa
            }
    }

    private static func local(_ machine: some Machine) -> TransmissionType {
        switch (machine.tls != nil, machine.authenticatedUser != nil) {
        case (false, false): .lmtp
        case (false, true): .lmtpa
        case (true, false): .lmtps
        case (true, true): .lmtpsa
        }
    }
}
