import SMTPGrammar

/// Finds lines of message text that begin with one dot and do not end the text: the client did not stuff them.
///
///     .profile      as sent: the server takes the dot away
///     ..profile     as it should be
///
/// - SeeAlso: [RFC 5321 §4.5.2](https://www.rfc-editor.org/rfc/rfc5321#section-4.5.2)
struct StuffingWatch: Sendable {
    private enum State { case start, dot, dotReturn, other }

    private var state = State.start
    /// How many lines came before the present one.
    private var lines = 0
    /// The first line that is not stuffed, from 1.
    private(set) var firstLine: Int?
    /// How many are not.
    private(set) var count = 0

    /// Looks at text as sent.
    mutating func look(at octets: [UInt8]) {
        let text = octets.span
        var offset = 0
        while offset < text.count {
            if state == .other {
                guard let end = LineScanner.firstLineFeed(text, from: offset) else { return }
                offset = end + 1
                beginLine()
            } else {
                step(text[offset])
                offset += 1
            }
        }
    }

    private mutating func beginLine() {
        state = .start
        lines += 1
    }

    private mutating func step(_ octet: UInt8) {
        guard octet != ASCII.lineFeed else {
            // A dot and a bare LF is for another rule to tell.
            return beginLine()
        }
        switch state {
        case .start: state = octet == ASCII.dot ? .dot : .other
        case .dot where octet == ASCII.carriageReturn: state = .dotReturn
        case .dot where octet == ASCII.dot: state = .other
        case .dot, .dotReturn:
            firstLine = firstLine ?? lines + 1
            count += 1
            state = .other
        case .other: break
        }
    }
}
