/// Where a function of the machine has come to.
enum Step {
    /// Done, with a reply or in silence.
    case done(MailHogReply?)
    /// A handler has to say how to go on.
    case ask(Inquiry)
}

/// What a handler is asked, and with that the place where the machine goes on.
enum Inquiry: Hashable, Codable, Sendable {
    case verb(MailHogCommand)
    case mechanisms
    case authentication(AuthenticationClaim)
    case tls
    case sender([UInt8])
    case recipient([UInt8])
    case message
}

/// What a client brings to prove who it is, cut as the original's handler gets it.
struct AuthenticationClaim: Hashable, Codable, Sendable {
    /// `PLAIN`, `LOGIN`, `CRAM-MD5` or `EXTERNAL`.
    var mechanism: String
    /// PLAIN: user and password; LOGIN: two lines as they came; otherwise one text as it came.
    var arguments: [[UInt8]]
    /// Whether it came with the AUTH command.
    var isInitial = false
}
