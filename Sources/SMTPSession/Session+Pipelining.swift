import SMTPGrammar

// RFC 2920 §3.1: "EHLO, DATA, VRFY, EXPN, TURN, QUIT, and NOOP can only appear as the last command in
// a group since their success or failure produces a change of state which the client SMTP must
// accommodate."
//
// RFC 3207 §4 says the same of STARTTLS, and RFC 4954 §4 keeps AUTH out of the middle of a group where
// the server's challenge must be seen first.
//
// What came in one write is all that the machine can know of groups, so these two rules are the only
// ones by which it matters how the client's octets were cut.

extension Session {
    /// Whether a command may stand where it does in its group; if not, the client has been told.
    @inline(__always)
    mutating func isPipelinedRightly(
        _ verb: Verb, _ line: Span<UInt8>, _ outputs: inout [Output]
    ) -> Bool {
        guard !input.isEmpty else { return true }
        let isOffered =
            isExtended && configuration.extensions.contains(.pipelining)
            && (listed == nil || lists("PIPELINING"))
        // What follows the first EHLO says more of it than that it came too early.
        if !isOffered, phase != .hello || !(verb == .ehlo || verb == .helo || verb == .lhlo) {
            return permits(.unauthorizedPipelining, at: nil, &outputs)
        }
        return goesOn(verb, line) || permits(.notLastInGroup, at: nil, &outputs)
    }

    /// Whether commands may follow in the same group.
    // Inlined, and static where it is not: a function that reads a session this large gets a copy of it.
    @inline(__always)
    private func goesOn(_ verb: Verb, _ line: Span<UInt8>) -> Bool {
        switch verb.declared({ $0.place }) {
        case .anywhere: true
        case .last: false
        case .lastBeforeChallenge:
            Session.isCompleteAuthentication(line, configuration.mechanisms)
        }
    }

    /// Whether no challenge follows: the mechanism has one message, and it is in the command.
    private static func isCompleteAuthentication(
        _ line: Span<UInt8>, _ mechanisms: [OfferedMechanism]
    ) -> Bool {
        let argument = commandText(line).argument
        let text = commandText(argument.span)
        let offered = mechanisms.first { $0.name == text.verb }
        let mechanism = offered ?? OfferedMechanism(text.verb)
        return mechanism.isSingleMessage && !text.argument.isEmpty
    }
}
