import OctetText

/// Octets as a string literal that Python, JavaScript and Go read alike.
///
///     "MAIL FROM:<ann@client.example>\r\n"
///
/// Only printable ASCII stands for itself. An escape has exactly two digits, which all three languages
/// demand, and `</` and `<!` have one, so that the program can be put in a page of HTML.
enum OctetLiteral {
    /// The literal, in double quotes.
    static func quoted(_ octets: some Collection<UInt8>) -> String {
        var text: [UInt8] = [UInt8(ascii: "\"")]
        var previous: UInt8 = 0
        for octet in octets {
            text += escaped(octet, after: previous)
            previous = octet
        }
        text.append(UInt8(ascii: "\""))
        return String(decoding: text, as: UTF8.self)
    }

    private static func escaped(_ octet: UInt8, after previous: UInt8) -> [UInt8] {
        switch octet {
        case UInt8(ascii: "\\"), UInt8(ascii: "\""): [UInt8(ascii: "\\"), octet]
        case 0x0D: Array("\\r".utf8)
        case 0x0A: Array("\\n".utf8)
        case UInt8(ascii: "/") where previous == UInt8(ascii: "<"),
            UInt8(ascii: "!") where previous == UInt8(ascii: "<"):
            Array("\\x\(octet.hexadecimal)".utf8)
        case 0x20..<0x7F: [octet]
        default: Array("\\x\(octet.hexadecimal)".utf8)
        }
    }

    /// Octets in pieces that fit on a line: each ends with a line feed, or after so many octets.
    static func pieces(_ octets: [UInt8], upTo most: Int = 64) -> [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var start = 0
        while start < octets.count {
            var end = start
            while end < octets.count, end - start < most {
                end += 1
                if octets[end - 1] == 0x0A { break }
            }
            pieces.append(octets[start..<end])
            start = end
        }
        return pieces
    }
}
