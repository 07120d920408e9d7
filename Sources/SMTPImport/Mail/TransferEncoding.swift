import SMTPGrammar

/// How the body of a part is encoded (RFC 2045 §6), undone as far as it goes.
enum TransferEncoding {
    case identity, quotedPrintable, base64

    /// By the value of Content-Transfer-Encoding.
    init(_ value: LineText?) {
        guard let value else {
            self = .identity
            return
        }
        if value.begins(withWord: "QUOTED-PRINTABLE") {
            self = .quotedPrintable
        } else if value.begins(withWord: "BASE64") {
            self = .base64
        } else {
            self = .identity
        }
    }

    /// The octets that lines stand for.
    func decode(_ lines: ArraySlice<LineText>) -> [UInt8] {
        switch self {
        case .identity: lines.reduce(into: []) { $0 += $1 + [ASCII.lineFeed] }
        case .quotedPrintable: TransferEncoding.quotedPrintable(lines)
        case .base64: TransferEncoding.base64(lines)
        }
    }

    /// `=3D` is an octet, and `=` at the end of a line joins it with the next (RFC 2045 §6.7).
    private static func quotedPrintable(_ lines: ArraySlice<LineText>) -> [UInt8] {
        var octets: [UInt8] = []
        for line in lines {
            var rest = line.withoutTrailingBlanks
            let isJoined = rest.last == ASCII.equals
            if isJoined { rest = rest.dropLast() }
            while let first = rest.first {
                if first == ASCII.equals, let octet = HexDump.octets(rest.dropFirst().prefix(2))?.first {
                    octets.append(octet)
                    rest = rest.dropFirst(3)
                } else {
                    octets.append(first)
                    rest = rest.dropFirst()
                }
            }
            if !isJoined { octets.append(ASCII.lineFeed) }
        }
        return octets
    }

    /// Whatever is not of the alphabet is left out (RFC 2045 §6.8); what is cut off too.
    private static func base64(_ lines: ArraySlice<LineText>) -> [UInt8] {
        var text: [UInt8] = []
        for line in lines {
            for octet in line
            where octet.isLetter || octet.isDigit || octet == ASCII.plus || octet == UInt8(ascii: "/") {
                text.append(octet)
            }
        }
        if text.count % 4 == 1 { text.removeLast() }
        while text.count % 4 != 0 { text.append(ASCII.equals) }
        return (try? Base64.decode(text)) ?? []
    }
}
