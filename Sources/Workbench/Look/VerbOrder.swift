/// The order in which verbs are told to a person: as a session goes, then those that fit anywhere.
enum VerbOrder {
    private static let order = [
        "LHLO", "EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "BDAT", "BURL", "ETRN",
        "ATRN", "HELP", "VRFY", "EXPN", "NOOP", "RSET", "QUIT",
    ]

    /// The verbs in that order; those that it does not know come last.
    static func sorted(_ verbs: [String]) -> [String] {
        order.filter(verbs.contains) + verbs.filter { !order.contains($0) }
    }
}
