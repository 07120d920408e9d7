import SMTPGrammar

// RSET (RFC 5321 §4.1.1.5), QUIT (§4.1.1.10), HELP (§4.1.1.8); NOOP (§4.1.1.9) takes any argument and
// is answered where verbs are told apart.

extension VerbDeclaration {
    static let rset = VerbDeclaration(
        .rset, "RFC 5321 §4.1.1.5", "RSET",
        "Drops the mail transaction; what EHLO and AUTH said stays.",
        replies: "250", order: .beforeAuthentication)

    static let noop = VerbDeclaration(
        .noop, "RFC 5321 §4.1.1.9", "NOOP", "Does nothing, and asks for a reply.",
        "A word after it is ignored.",
        replies: "250", order: [.beforeTLS, .beforeAuthentication], place: .last)

    static let quit = VerbDeclaration(
        .quit, "RFC 5321 §4.1.1.10", "QUIT",
        "Ends the session: the server replies and closes the connection.",
        replies: "221", order: [.beforeTLS, .beforeAuthentication], place: .last)

    static let help = VerbDeclaration(
        .help, "RFC 5321 §4.1.1.8", "HELP",
        "Asks for help, perhaps on the command that follows.",
        argument: .verb, replies: "211, 214; 502, 504", order: .beforeAuthentication, of: .help)
}

extension Session {
    mutating func performReset(_ line: Span<UInt8>, _ outputs: inout [Output]) {
        guard hasNoArgument(line, &outputs) else { return }
        dropChunks(&outputs)
        resetTransaction()
        reply(.resetDone, &outputs)
    }

    mutating func performQuit(_ line: Span<UInt8>, _ outputs: inout [Output]) {
        guard hasNoArgument(line, &outputs) else { return }
        reply(.closing, text: named(.closing), &outputs)
        forgetResumed()
        close(&outputs)
    }

    /// Lists the commands that are in order now, or says how the one that was asked about is written.
    mutating func performHelp(_ line: Span<UInt8>, _ outputs: inout [Output]) {
        let topic = Session.commandText(line).argument
        let word = 0..<Session.endOfVerb(topic.span)
        guard let verb = Verb(topic.span, in: word), fault(of: verb) != .notImplemented else {
            let text = "Commands in order now: " + admittedVerbs.joined(separator: " ")
            return reply(.help, text: Array(text.utf8), &outputs)
        }
        var text: [UInt8] = []
        text.append(text: verb.declared(\.syntax))
        text.append(ASCII.lineFeed)
        text.append(text: verb.declared(\.summary))
        reply(.help, text: text, &outputs)
    }

    /// RFC 5321 §4.3.2: commands "specified in this document as not accepting arguments (DATA, RSET,
    /// QUIT) SHOULD return a 501 message if arguments are supplied".
    @inline(__always)
    mutating func hasNoArgument(_ line: Span<UInt8>, _ outputs: inout [Output]) -> Bool {
        // All these verbs but STARTTLS have four letters.
        line.count == 4 || endsAfterVerb(line, &outputs)
    }

    private mutating func endsAfterVerb(_ line: Span<UInt8>, _ outputs: inout [Output]) -> Bool {
        let end = Session.endOfVerb(line)
        guard end < line.count else { return true }
        refuse(.argumentUnexpected, SyntaxError(at: end + 1, .argumentUnexpected), &outputs)
        return false
    }
}
