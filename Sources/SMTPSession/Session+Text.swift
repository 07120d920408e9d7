import SMTPGrammar

extension [UInt8] {
    /// Appends a text in one move; appending its view octet by octet costs several times as much.
    mutating func append(text: String) {
        var text = text
        text.withUTF8 { append(contentsOf: $0) }
    }

    /// Appends a number in digits.
    mutating func append(number: UInt64) {
        if number >= 10 { append(number: number / 10) }
        append(ASCII.zero + UInt8(number % 10))
    }

    /// Appends a text that is part of the program.
    mutating func append(text: StaticString) {
        text.withUTF8Buffer { append(contentsOf: $0) }
    }
}
