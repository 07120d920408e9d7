import OctetText

/// Words and octets for a POSIX shell.
///
/// Within single quotes nothing is special to a shell but the single quote. What printf reads as a format
/// is escaped in addition, so that any octets can be written, zero too.
enum ShellText {
    /// A word in single quotes; the text has no line ends and no zero.
    static func word(_ text: String) -> String {
        "'" + text.replacing("'", with: #"'\''"#) + "'"
    }

    /// Commands that write the octets to standard output, a line each.
    static func printing(_ octets: [UInt8]) -> [String] {
        OctetLiteral.pieces(octets, upTo: 200).map { "printf '\(format($0))'" }
    }

    /// Octets as a format of printf, for single quotes.
    static func format(_ octets: some Collection<UInt8>) -> String {
        var text: [UInt8] = []
        var isFirst = true
        for octet in octets {
            text += escaped(octet, isFirst: isFirst)
            isFirst = false
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func escaped(_ octet: UInt8, isFirst: Bool) -> [UInt8] {
        switch octet {
        case UInt8(ascii: "%"): Array("%%".utf8)
        case UInt8(ascii: "\\"): Array(#"\\"#.utf8)
        case 0x0D: Array(#"\r"#.utf8)
        case 0x0A: Array(#"\n"#.utf8)
        // A quote would end the word, and a hyphen at the beginning be an option.
        case UInt8(ascii: "'"): octal(octet)
        case UInt8(ascii: "-") where isFirst: octal(octet)
        case 0x20..<0x7F: [octet]
        default: octal(octet)
        }
    }

    private static func octal(_ octet: UInt8) -> [UInt8] {
        let digits = String(octet, radix: 8)
        return Array(("\\" + String(repeating: "0", count: 3 - digits.count) + digits).utf8)
    }
}
