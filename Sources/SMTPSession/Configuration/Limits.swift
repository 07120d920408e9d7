import SMTPGrammar

/// The sizes and counts above which a server says no; 0 means no limit where it says so.
///
/// - SeeAlso: [RFC 5321 §4.5.3.1](https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1)
public struct Limits: Hashable, Sendable, Codable {
    /// Octets of a command line with its CR LF, before what extensions add; a server must accept 512.
    public var commandLine = 512
    /// Octets of a line of a SASL exchange with its CR LF (RFC 4954 §4).
    public var authenticationLine = 12_288
    /// Octets of a line of message text with its CR LF; a server must accept 1000.
    public var textLine = 1_000
    /// Octets of local part, domain and path.
    public var path = PathLimits()
    /// Recipients of a transaction; a server must accept 100.
    public var recipients = 1_000
    /// Transactions of a session; 0 for no limit.
    public var transactions = 0
    /// Domains of the recipients of a session; 0 for no limit.
    public var recipientDomains = 0
    /// Received fields of a message; 0 for no limit.
    ///
    /// RFC 5321 §6.3 asks for at least 100.
    public var receivedFields = 100
    /// Parameters of a MAIL or RCPT command.
    public var parameters = 20
    /// Octets of message text; 0 for no limit.
    public var messageSize: UInt64 = 35_882_577
    /// Replies of class 5 before the connection is closed; 0 for no limit.
    public var errors = 100
    /// Failed authentications before the connection is closed; 0 for no limit.
    ///
    /// RFC 4954 §9 asks for at least 3.
    public var authenticationFailures = 3

    /// A limit that nobody meets, for those without a number that means none.
    public static let unlimited = 1 << 30

    /// The limits of the strict server.
    public init() {}

    /// Reads limits; those that earlier versions did not have get their defaults.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        commandLine = try values.decode(Int.self, forKey: .commandLine)
        authenticationLine = try values.decode(Int.self, forKey: .authenticationLine)
        textLine = try values.decode(Int.self, forKey: .textLine)
        path = try values.decode(PathLimits.self, forKey: .path)
        recipients = try values.decode(Int.self, forKey: .recipients)
        transactions = try values.decodeIfPresent(Int.self, forKey: .transactions) ?? 0
        recipientDomains = try values.decodeIfPresent(Int.self, forKey: .recipientDomains) ?? 0
        receivedFields = try values.decodeIfPresent(Int.self, forKey: .receivedFields) ?? 0
        parameters = try values.decode(Int.self, forKey: .parameters)
        messageSize = try values.decode(UInt64.self, forKey: .messageSize)
        errors = try values.decode(Int.self, forKey: .errors)
        authenticationFailures = try values.decode(Int.self, forKey: .authenticationFailures)
    }
}
