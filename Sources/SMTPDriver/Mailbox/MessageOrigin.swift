import SMTPSession

/// Where a message came from, besides its envelope: what a Received field would say.
public struct MessageOrigin: Hashable, Sendable, Codable {
    /// When it was received.
    public var received: Instant
    /// The name that HELO or EHLO gave.
    public var clientName: String?
    /// Who the client proved to be.
    public var authenticatedUser: String?
    /// How it was transmitted.
    public var transmission: TransmissionType

    /// An origin.
    public init(
        received: Instant = .zero, clientName: String? = nil, authenticatedUser: String? = nil,
        transmission: TransmissionType = .smtp
    ) {
        self.received = received
        self.clientName = clientName
        self.authenticatedUser = authenticatedUser
        self.transmission = transmission
    }

    /// The origin of a message that a machine receives now.
    public init(_ machine: some Machine) {
        self.init(
            received: machine.clock, clientName: machine.clientName,
            authenticatedUser: machine.authenticatedUser,
            transmission: TransmissionType(machine))
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

    /// How a machine's client transmits now.
    public init(_ machine: some Machine) {
        guard machine.isExtended else {
            self = .smtp
            return
        }
        self =
            switch (machine.tls != nil, machine.authenticatedUser != nil) {
            case (false, false): .esmtp
            case (false, true): .esmtpa
            case (true, false): .esmtps
            case (true, true): .esmtpsa
            }
    }
}
