import SMTPGrammar

/// Finds the end of message text, the line with nothing but a dot (RFC 5321 §4.1.1.4), portion by portion.
struct TextEnd {
    private var state = State.lineStart

    private enum State {
        case inside
        case carriageReturn
        case lineStart
        case dot
        case dotCarriageReturn
    }

    /// How many octets of a portion belong to the text, the end included.
    ///
    /// - Returns: the number, and whether the text ends there.
    mutating func take(_ octets: ArraySlice<UInt8>) -> (count: Int, hasEnded: Bool) {
        var count = 0
        for octet in octets {
            count += 1
            if step(octet) {
                state = .lineStart
                return (count, true)
            }
        }
        return (count, false)
    }

    private mutating func step(_ octet: UInt8) -> Bool {
        switch (state, octet) {
        case (.dotCarriageReturn, ASCII.lineFeed): return true
        case (.carriageReturn, ASCII.lineFeed): state = .lineStart
        case (.dot, ASCII.carriageReturn): state = .dotCarriageReturn
        case (.lineStart, ASCII.dot): state = .dot
        case (_, ASCII.carriageReturn): state = .carriageReturn
        default: state = .inside
        }
        return false
    }
}
