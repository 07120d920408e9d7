import SMTPSession

/// The parameters of MAIL and RCPT that extensions bring, as a person types them.
enum ParameterTable {
    private static let mail: [(ExtensionSet, Suggestions.Candidate)] = [
        (.size, Suggestions.Candidate("SIZE=", "octets of the message", isWhole: false)),
        (.eightBitMIME, Suggestions.Candidate("BODY=7BIT", "octets below 128")),
        (.eightBitMIME, Suggestions.Candidate("BODY=8BITMIME", "octets above 127 too")),
        (.auth, Suggestions.Candidate("AUTH=<>", "nobody vouches for the sender")),
    ]

    /// The parameters that a verb takes with these extensions.
    static func candidates(
        of verb: String, in extensions: ExtensionSet
    ) -> [Suggestions.Candidate] {
        guard verb == "MAIL" else { return [] }
        return mail.filter { extensions.contains($0.0) }.map(\.1)
    }
}
