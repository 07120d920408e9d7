import SMTPGrammar

/// What a client waits for: the reply to a command, to message text, or the greeting.
enum Awaited: Hashable {
    case greeting
    /// The reply to a command, by its verb in capitals; empty if it is none.
    case command(String)
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
        case .message: return ![354, 334, 235, 221, 220].contains(code)
        case .command("DATA"): return code == 354
        case .command("AUTH"): return code == 334 || code == 235
        case .command("QUIT"): return code != 354 && code != 334
        case .command("STARTTLS"): return code == 220
        case .command: return ![354, 334, 235, 221].contains(code)
        }
    }

    /// Whether no other kind of command gets this code.
    static func isTelling(_ code: Int) -> Bool { [354, 334, 235, 221].contains(code) }

    /// What a command line waits for.
    init(toLine line: some Collection<UInt8>) {
        let word = line.drop { $0 == ASCII.space }.prefix { $0 > ASCII.space }
        let verb = String(decoding: word.map(ASCII.uppercased), as: UTF8.self)
        self = .command(Awaited.verbs.contains(verb) ? verb : "")
    }

    /// The verbs of commands.
    static let verbs: Set<String> = [
        "HELO", "EHLO", "LHLO", "MAIL", "RCPT", "DATA", "BDAT", "RSET", "NOOP", "QUIT", "VRFY", "EXPN",
        "HELP", "AUTH", "STARTTLS", "ETRN", "ATRN", "BURL", "XCLIENT", "XFORWARD", "SEND", "SOML", "SAML",
        "TURN",
    ]
}
