import SMTPSession

/// XOAUTH2: a bearer token of OAuth 2.0, in the form that Google has used before RFC 7628.
///
///     C: AUTH XOAUTH2 dXNlcj10aW0BYXV0aD1CZWFyZXIgc2VjcmV0AQE=
///     S: 235 2.7.0 Authentication succeeded
///
/// The octet 1 as ^A:
///
///     user=tim^Aauth=Bearer secret^A^A
///
/// No RFC defines it, and we have not read Google's page: this is what common clients send and
/// expect. A refusal is sent as JSON, and the client answers with an empty line.
struct XOAuth2: BearerToken {
    let name = "XOAUTH2"
    let reference = "Google's XOAUTH2"
    let summary = """
        The client sends a token of OAuth 2.0, in the form of before RFC 7628. No RFC defines it, and Google's \
        page was not checked: this is what common clients send.
        """
    let dummy: [UInt8] = []

    private static let meanings = ["user": "the user's name", "auth": "no bearer token"]

    func challenge(
        _ exchange: AuthenticationExchange, _ server: ServerContext
    ) throws(Failure) -> [UInt8]? {
        try exchange.onlyResponse() == nil ? [] : nil
    }

    func claim(in exchange: AuthenticationExchange) throws(Failure) -> Claim {
        guard let fields = BearerFields(try exchange.onlyResponse() ?? [], from: 0),
            let user = fields["user"]
        else { throw .invalidCredentials(.form) }
        return Claim(
            authenticationIdentity: try preparedName(user), proof: .token(try fields.token()))
    }

    func message(
        _ credential: Credential, _ token: [UInt8], _ client: ClientContext
    ) -> [UInt8] {
        Array("user=\(credential.user)\u{1}auth=Bearer ".utf8) + token + [fieldEnd, fieldEnd]
    }

    func failureData(_ failure: Failure, _ server: ServerContext) -> [UInt8]? {
        switch failure {
        case .invalidCredentials, .notAuthorized:
            Array(#"{"status":"401","schemes":"bearer","scope":"smtp"}"#.utf8)
        case .malformed, .initialResponseNotAllowed: nil
        }
    }

    func parts(ofResponse message: [UInt8], index: Int) -> [MessagePart]? {
        if message.isEmpty { return [] }
        guard index == 0, let fields = BearerFields(message, from: 0) else { return nil }
        return fields.parts(XOAuth2.meanings)
    }
}
