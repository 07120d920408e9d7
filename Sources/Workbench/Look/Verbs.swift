import SMTPGrammar

/// The verbs that a person learns: all but those that no server does any more.
enum Verbs {
    static let taught = Verb.allCases.filter { ![.turn, .send, .soml, .saml].contains($0) }
}
