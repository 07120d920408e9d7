import SMTPGrammar

// RFC 5321 appendix F: verbs that servers know and do not do.

extension VerbDeclaration {
    static let turn = VerbDeclaration(
        .turn, "RFC 5321 appendix F.1", "TURN",
        "Reversed the connection without proof of who asks; obsolete.",
        replies: "502", order: .obsolete, place: .last)

    static let send = VerbDeclaration(
        .send, "RFC 5321 appendix F.6", "SEND FROM:<ann@client.example>",
        "Wrote to a user's terminal; obsolete.", replies: "502", order: .obsolete)

    static let soml = VerbDeclaration(
        .soml, "RFC 5321 appendix F.6", "SOML FROM:<ann@client.example>",
        "Wrote to a user's terminal, or else sent mail; obsolete.",
        replies: "502", order: .obsolete)

    static let saml = VerbDeclaration(
        .saml, "RFC 5321 appendix F.6", "SAML FROM:<ann@client.example>",
        "Wrote to a user's terminal, and sent mail; obsolete.", replies: "502", order: .obsolete)
}
