import SMTPSession

/// A mechanism in which the client says everything in one message.
protocol SingleMessage: MechanismImplementation {
    /// The client's message; nil if its secret is masked.
    func message(_ credential: Credential) -> [UInt8]?
}

extension SingleMessage {
    var isSingleMessage: Bool { true }

    func challenge(
        _ exchange: AuthenticationExchange, _ server: ServerContext
    ) throws(Failure) -> [UInt8]? {
        try exchange.onlyResponse() == nil ? [] : nil
    }

    func clientStep(
        _ credential: Credential, exchange: AuthenticationExchange, _ client: ClientContext
    ) -> ClientStep {
        guard exchange.responses.isEmpty else { return .finished }
        guard let message = message(credential) else { return .cancel }
        return exchange.challenges.isEmpty ? .initialResponse(message) : .respond(message)
    }
}

extension AuthenticationExchange {
    /// The response of a mechanism that has only one; nil if it has not arrived.
    ///
    /// Of a client that was asked again, because the server overlooked the first, it is the last.
    package func onlyResponse() throws(Failure) -> [UInt8]? {
        let asked = challenges.count + (hasInitialResponse ? 1 : 0)
        guard responses.count <= max(asked, 1) else { throw .malformed(.unexpectedResponse) }
        return responses.last
    }
}

/// Reads a part of a message as UTF-8; throws `Failure.malformed` if it is not.
package func text(of octets: some Sequence<UInt8>) throws(Failure) -> String {
    guard let text = String(validating: octets, as: UTF8.self) else {
        throw .malformed(.notUTF8)
    }
    return text
}

/// Reads a user's name, prepared as RFC 4013 says.
///
/// Throws if it is no UTF-8, empty, or cannot be prepared.
package func preparedName(_ octets: some Sequence<UInt8>) throws(Failure) -> String {
    guard let name = SASLprep.prepared(try text(of: octets)) else {
        throw .invalidCredentials(.unprepared)
    }
    guard !name.isEmpty else { throw .invalidCredentials(.emptyUser) }
    return name
}
