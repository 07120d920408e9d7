import SMTPGrammar

// RFC 2920 §3.1: "EHLO, DATA, VRFY, EXPN, TURN, QUIT, and NOOP can only appear as the last command in
// a group since their success or failure produces a change of state which the client SMTP must
// accommodate."
//
// What came in one write is all that the machine can know of groups, so these two rules are the only
// ones by which it matters how the client's octets were cut.

extension Session {
    /// Whether a command may stand where it does in its group; if not, the client has been told.
    mutating func isPipelinedRightly(_ verb: Verb, _ outputs: inout [Output]) -> Bool {
        guard !input.isEmpty else { return true }
        let isOffered = isExtended && configuration.extensions.contains(.pipelining)
        if phase != .hello, !isOffered {
            return permits(.unauthorizedPipelining, at: nil, &outputs)
        }
        return Session.endsGroup(verb) ? permits(.notLastInGroup, at: nil, &outputs) : true
    }

    private static func endsGroup(_ verb: Verb) -> Bool {
        switch verb {
        case .ehlo, .helo, .data, .vrfy, .expn, .turn, .quit, .noop: true
        // What follows STARTTLS in clear is dropped, with a note of its own.
        case .startTLS: false
        // AUTH PLAIN with its response in the command is complete.
        case .auth: false
        case .mail, .rcpt, .rset, .help, .send, .soml, .saml: false
        }
    }
}
