import SMTPGrammar
import SMTPSession

/// ANONYMOUS: the client says who it is only if it wants to, and proves nothing.
///
///     C: AUTH ANONYMOUS c2lyaGM=              sirhc
///     S: 235 2.7.0 Authentication succeeded
///
/// RFC 4505 §2:
///
///     message     = [ email / token ]
///     email       = addr-spec
///     token       = 1*255TCHAR ; any UTF-8 encoded Unicode character except "@"
struct Anonymous: SingleMessage {
    let name = "ANONYMOUS"
    let isPlaintext = false
    let credentialForm = CredentialForm.name
    let reference = "RFC 4505"
    let summary =
        "Anybody is let in; the client may leave an address or a word for the administrator."

    func claim(in exchange: AuthenticationExchange) throws(Failure) -> Claim {
        let message = try exchange.onlyResponse() ?? []
        guard !message.contains(0) else { throw .malformed(.unexpectedNul) }
        let trace = try text(of: message)
        if trace.utf8.contains(UInt8(ascii: "@")) {
            guard (try? Path(parsing: Array("<\(trace)>".utf8))) != nil else {
                throw .malformed(.traceForm)
            }
        } else {
            guard trace.unicodeScalars.count <= 255 else { throw .malformed(.traceTooLong) }
        }
        return Claim(authenticationIdentity: "anonymous", proof: .trace(trace))
    }

    func message(_ credential: Credential) -> [UInt8]? {
        Array((credential.authorizationIdentity ?? "").utf8)
    }

    func parts(ofResponse message: [UInt8], index: Int) -> [MessagePart]? {
        guard index == 0 else { return nil }
        let meaning = "trace information for the administrator: an address, a word, or nothing"
        return [MessagePart(0..<message.count, "trace", meaning)]
    }
}
