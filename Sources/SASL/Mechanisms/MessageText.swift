import SMTPSession

extension AuthenticationExchange {
    /// The response of a mechanism that has only one; nil if it has not arrived.
    package func onlyResponse() throws(Failure) -> [UInt8]? {
        guard responses.count <= 1 else { throw .malformed(.unexpectedResponse) }
        return responses.first
    }
}

/// Reads a part of a message as UTF-8; throws `Failure.malformed` if it is not.
package func text(of octets: some Sequence<UInt8>) throws(Failure) -> String {
    guard let text = String(validating: octets, as: UTF8.self) else {
        throw .malformed(.notUTF8)
    }
    return text
}
