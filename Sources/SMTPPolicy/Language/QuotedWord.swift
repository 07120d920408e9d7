import SMTPGrammar

/// Octets as a word in double quotes.
///
///     "No such user"   "two\nlines"   "220 \xFF\r\n"   "caf\u{E9}"
///
/// The escapes are `\r \n \t \0 \\ \"`, `\xHH` for an octet, and `\u{…}` for a character, which
/// stands for its octets in UTF-8.
enum QuotedWord {
    /// Writes octets so that they can be read and shown anywhere: printable UTF-8 stays as it is.
    static func encode(_ octets: some Collection<UInt8>) -> String {
        var text = "\""
        var rest = Array(octets)[...]
        while let first = rest.first {
            if let scalar = leadingScalar(of: rest) {
                text += escaped(scalar)
                rest = rest.dropFirst(UTF8.width(scalar))
            } else {
                text += "\\x" + hexadecimal(first)
                rest = rest.dropFirst()
            }
        }
        return text + "\""
    }

    /// Reads the octets behind an opening quotation mark; `position` is then behind the closing one.
    static func decode(_ text: [UInt8], from position: inout Int) throws(PolicySyntaxError)
        -> [UInt8]
    {
        let start = position - 1
        var octets: [UInt8] = []
        while position < text.count {
            let octet = text[position]
            position += 1
            switch octet {
            case ASCII.quote: return octets
            case ASCII.backslash: octets += try decodeEscape(text, at: &position)
            default: octets.append(octet)
            }
        }
        throw PolicySyntaxError("the closing quotation mark is missing", at: start, in: text)
    }

    private static func decodeEscape(
        _ text: [UInt8], at position: inout Int
    ) throws(PolicySyntaxError) -> [UInt8] {
        let start = position - 1
        guard position < text.count else {
            throw PolicySyntaxError("the escape is not complete", at: start, in: text)
        }
        let letter = text[position]
        position += 1
        switch letter {
        case UInt8(ascii: "r"): return [ASCII.carriageReturn]
        case UInt8(ascii: "n"): return [ASCII.lineFeed]
        case UInt8(ascii: "t"): return [ASCII.tab]
        case UInt8(ascii: "0"): return [ASCII.nul]
        case ASCII.backslash, ASCII.quote: return [letter]
        case UInt8(ascii: "x"): return [try decodeOctet(text, at: &position, escape: start)]
        case UInt8(ascii: "u"): return try decodeScalar(text, at: &position, escape: start)
        default:
            throw PolicySyntaxError(
                "unknown escape", at: start, in: text,
                expected: [#"\r"#, #"\n"#, #"\t"#, #"\0"#, #"\xHH"#, #"\u{…}"#, #"\\"#, #"\""#])
        }
    }

    private static func decodeOctet(
        _ text: [UInt8], at position: inout Int, escape: Int
    ) throws(PolicySyntaxError) -> UInt8 {
        let digits = text[position...].prefix(2)
        guard digits.count == 2,
            let octet = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
        else {
            throw PolicySyntaxError(
                #"\x takes two hexadecimal digits"#, at: escape, in: text)
        }
        position += 2
        return octet
    }

    private static func decodeScalar(
        _ text: [UInt8], at position: inout Int, escape: Int
    ) throws(PolicySyntaxError) -> [UInt8] {
        let rest = text[position...]
        guard rest.first == UInt8(ascii: "{"), let end = rest.firstIndex(of: UInt8(ascii: "}")),
            (2...7).contains(end - position),
            let value = UInt32(
                String(decoding: rest[(position + 1)..<end], as: UTF8.self), radix: 16),
            let scalar = Unicode.Scalar(value)
        else {
            throw PolicySyntaxError(
                #"\u takes a character's number in braces, \u{E9}"#, at: escape, in: text)
        }
        position = end + 1
        return Array(String(scalar).utf8)
    }

    private static func leadingScalar(of octets: ArraySlice<UInt8>) -> Unicode.Scalar? {
        for length in 1...4 where length <= octets.count {
            if let text = String(validating: octets.prefix(length), as: UTF8.self) {
                return text.unicodeScalars.first
            }
        }
        return nil
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\r": #"\r"#
        case "\n": #"\n"#
        case "\t": #"\t"#
        case "\0": #"\0"#
        case "\\": #"\\"#
        case "\"": #"\""#
        case _ where scalar.isShown: String(scalar)
        case _ where scalar.value < 0x80: "\\x" + hexadecimal(UInt8(scalar.value))
        case _: "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        }
    }

    private static func hexadecimal(_ octet: UInt8) -> String {
        (octet < 16 ? "0" : "") + String(octet, radix: 16, uppercase: true)
    }
}

extension Unicode.Scalar {
    /// Whether a person sees it as it is: no control character, nothing invisible, nothing that
    /// changes the direction of the text around it.
    package var isShown: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator:
            false
        case .spaceSeparator: self == " "
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber,
            .otherNumber, .connectorPunctuation, .dashPunctuation, .openPunctuation,
            .closePunctuation, .initialPunctuation, .finalPunctuation, .otherPunctuation,
            .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
            true
        @unknown default: false
        }
    }
}
