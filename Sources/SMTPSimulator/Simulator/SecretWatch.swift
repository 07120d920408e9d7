import SMTPGrammar
import SMTPSession

/// Whether what the client sends next may be a secret though the machine takes it for a command.
///
///     C: AUTH PLAIN
///     S: 504 5.5.4 Mechanism not recognized
///     C: ****
///
/// Who did not see that AUTH was refused goes on with the credentials.
public struct SecretWatch: Hashable, Sendable {
    /// Whether an AUTH command came that did not succeed, and no command since.
    public private(set) var isBehindAuthentication = false

    /// Nothing was sent yet.
    public init() {}

    /// Takes notice of what the client sends.
    ///
    /// - Parameter write: the client's octets
    public mutating func sent(_ write: ClientWrite) {
        isBehindAuthentication = SecretMask.isBehindAuthentication(after: write)
    }

    /// Takes notice of a reply: after one of success nobody goes on.
    ///
    /// - Parameter reply: what the server said
    public mutating func replied(_ reply: Reply) {
        if reply.code == 235 { isBehindAuthentication = false }
    }
}

extension Question {
    /// The question as it may be shown: what a client sent as a verb can be its credentials.
    ///
    /// - Parameter isBehindAuthentication: whether an AUTH command came, and no command since
    /// - Returns: the question, with secrets replaced by `****`
    public func masked(isBehindAuthentication: Bool) -> Question {
        switch self {
        case .verb(let text): .verb(text.masked(isBehindAuthentication))
        case .unknown(let text): .unknown(text.masked(isBehindAuthentication))
        case .connect, .hello, .capabilities, .sender, .recipient, .data, .message, .authenticate,
            .startTLS, .verify, .expand:
            self
        }
    }
}

extension CommandText {
    fileprivate func masked(_ isBehindAuthentication: Bool) -> CommandText {
        guard Verb(verb) == nil else { return self }
        let shown = SecretMask.masked(
            line: Array(verb.utf8), isBehindAuthentication: isBehindAuthentication)
        let text = String(decoding: shown, as: UTF8.self)
        return text == verb ? self : CommandText(verb: text, argument: [])
    }
}
