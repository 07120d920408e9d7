import SASL

/// The octets of a text.
func octets(_ text: String) -> [UInt8] {
    Array(text.utf8)
}

extension Exchange {
    /// An exchange in which the client sent these texts.
    init(
        challenges: [String] = [], responses: [String], hadInitialResponse: Bool = false,
        externalIdentity: String? = nil
    ) {
        self.init(
            challenges: challenges.map(octets), responses: responses.map(octets),
            hadInitialResponse: hadInitialResponse, externalIdentity: externalIdentity)
    }
}

extension Credentials {
    /// The users of the RFCs' examples.
    static var examples: Credentials {
        var credentials = Credentials()
        credentials[user: "tim"] = Secret("tanstaaftanstaaf")
        credentials[user: "Kurt"] = Secret("xipj3plmq")
        return credentials
    }
}

extension Identity {
    /// The user of most examples.
    static let tim = Identity(authenticationIdentity: "tim")
}
