/// A SASL mechanism that smtpsim speaks, on both sides.
///
///     S: 250 AUTH PLAIN LOGIN CRAM-MD5 EXTERNAL
///
/// A mechanism is a pair of pure functions over the messages exchanged so far: nothing is kept
/// between two steps, so an exchange can be undone, forked and replayed like everything else.
/// Messages are raw octets; base64 and the `334` around them are SMTP's affair, and so are `=` for
/// an empty initial response and `*` for a cancelled exchange.
///
/// To add a mechanism: a case here, a file in Mechanisms, and its line in `implementation`.
///
/// - SeeAlso: [RFC 4422](https://www.rfc-editor.org/rfc/rfc4422)
public enum Mechanism: String, CaseIterable, Hashable, Codable, Sendable {
    /// Identity and password in one message, in the clear (RFC 4616).
    case plain = "PLAIN"
    /// User name and password in two messages, in the clear (draft-murchison-sasl-login).
    case login = "LOGIN"
    /// A keyed digest of the server's challenge; the password is not sent (RFC 2195).
    case cramMD5 = "CRAM-MD5"
    /// The identity that a lower layer, such as a TLS certificate, has proved (RFC 4422).
    case external = "EXTERNAL"

    /// Finds a mechanism by its registered name, in any case.
    ///
    /// Only ASCII letters are folded: Unicode's case mappings would take other names for these.
    ///
    /// - Parameter name: The name as it came from the wire or was typed.
    public init?(name: some StringProtocol) {
        let folded = name.utf8.map { (97...122).contains($0) ? $0 - 32 : $0 }
        guard let mechanism = Self.allCases.first(where: { folded.elementsEqual($0.rawValue.utf8) })
        else { return nil }
        self = mechanism
    }

    /// Whether who reads the exchange reads the password, so that it needs TLS around it.
    public var isPlaintext: Bool { implementation.isPlaintext }

    /// Whether the server must speak first, so that an initial response is an error.
    ///
    /// - SeeAlso: [RFC 4954 §4](https://www.rfc-editor.org/rfc/rfc4954#section-4)
    public var serverSendsFirst: Bool { implementation.serverSendsFirst }

    var implementation: any MechanismImplementation.Type {
        switch self {
        case .plain: Plain.self
        case .login: Login.self
        case .cramMD5: CramMD5.self
        case .external: External.self
        }
    }
}
