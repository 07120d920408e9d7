import SMTPGrammar

/// What a client waits for: the reply to a command, to message text, or the greeting.
enum Awaited: Hashable {
    case greeting
    /// The reply to a command, by its verb; nil if it is none.
    case command(Verb?)
    /// The reply to a SASL response.
    case response
    /// The reply to message text, or to one of its recipients.
    case message

    /// Whether a reply of this code can be the one.
    ///
    /// RFC 5321 §4.3.2: 354 answers DATA alone, 221 QUIT; RFC 4954 §4: 334 and 235 answer AUTH.
    func takes(_ code: Int) -> Bool {
        if code >= 400 { return true }
        switch self {
        case .greeting: return code == 220
        case .response: return code == 334 || code == 235
        case .message: return !Awaited.isTelling(code) && code != 220
        case .command(.data?): return code == 354
        case .command(.auth?): return code == 334 || code == 235
        case .command(.quit?): return code != 354 && code != 334
        case .command(.startTLS?): return code == 220
        case .command: return !Awaited.isTelling(code)
        }
    }

    /// Whether only one kind of command gets this code.
    private static func isTelling(_ code: Int) -> Bool {
        code == 354 || code == 334 || code == 235 || code == 221
    }

    /// What a command line waits for.
    init(toLine line: LineText) {
        let word = line.drop { $0 == ASCII.space }.prefix { $0 > ASCII.space }
        let verb = Verb(word.span, in: 0..<word.count)
        // RFC 3030 §2: the reply to the last chunk is that to the message.
        let isLast = verb == .bdat && line.suffix(8).contains { ASCII.uppercased($0) == 0x4C }
        self = isLast ? .message : .command(verb)
    }
}
