/// How far a function of the machine has come.
enum Step {
    /// Done, with a reply or in silence.
    case done(MailHogReply?)
    /// A handler has to say how to continue.
    case ask(Inquiry)
}

/// What a handler is asked, which also says where the machine continues.
enum Inquiry: Hashable, Codable, Sendable {
    case verb(MailHogCommand)
    case mechanisms
    case authentication(AuthenticationClaim)
    case tls
    case sender([UInt8])
    case recipient([UInt8])
    case message
}

/// A client's credentials, split the way the original's handler gets them.
struct AuthenticationClaim: Hashable, Codable, Sendable {
    /// `PLAIN`, `LOGIN`, `CRAM-MD5` or `EXTERNAL`.
    var mechanism: String
    /// PLAIN: user and password; LOGIN: two lines as received; otherwise one text as received.
    var arguments: [[UInt8]]
    /// Whether it came with the AUTH command.
    var isInitial = false
}
