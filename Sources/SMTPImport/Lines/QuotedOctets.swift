import SMTPGrammar

/// Octets as Python and Ruby show them: in quotes, with escapes.
///
///     'ehlo client.example\r\n'      b"it's\r\n"      "250 OK\r\n"
package struct QuotedOctets {
    /// The octets.
    package let octets: [UInt8]
    /// Whether the quote that ends them is there.
    package let isWhole: Bool

    /// Reads a literal, with a `b` in front or without; nil if it does not begin with a quote, straight
    /// or curly.
    package init?(_ text: LineText) {
        var rest = text.first == UInt8(ascii: "b") ? text.dropFirst() : text
        guard let (quotes, start) = QuotedOctets.opening(rest) else { return nil }
        rest = start
        var octets: [UInt8] = []
        octets.reserveCapacity(rest.count)
        var isWhole = false
        while let first = rest.first {
            if first == ASCII.backslash {
                rest = QuotedOctets.unescape(rest.dropFirst(), into: &octets)
            } else if quotes.contains(where: { rest.begins(with: $0) }) {
                isWhole = true
                break
            } else {
                octets.append(first)
                rest = rest.dropFirst()
            }
        }
        self.octets = octets
        self.isWhole = isWhole
    }

    /// The quotes that may end what an opening one begins.
    private static func opening(_ text: LineText) -> (quotes: [StaticString], rest: LineText)? {
        let single: [StaticString] = ["'"]
        let double: [StaticString] = ["\""]
        let curlySingle: [StaticString] = ["\u{2019}", "\u{2018}"]
        let curlyDouble: [StaticString] = ["\u{201D}", "\u{201C}"]
        if let rest = text.after("'") { return (single, rest) }
        if let rest = text.after("\"") { return (double, rest) }
        if let rest = text.after(any: curlySingle) { return (curlySingle, rest) }
        return text.after(any: curlyDouble).map { (curlyDouble, $0) }
    }

    private static func unescape(_ text: LineText, into octets: inout [UInt8]) -> LineText {
        guard let first = text.first else { return text }
        let rest = text.dropFirst()
        switch first {
        case UInt8(ascii: "r"): octets.append(ASCII.carriageReturn)
        case UInt8(ascii: "n"): octets.append(ASCII.lineFeed)
        case UInt8(ascii: "t"): octets.append(ASCII.tab)
        case UInt8(ascii: "0"): octets.append(ASCII.nul)
        case UInt8(ascii: "a"): octets.append(0x07)
        case UInt8(ascii: "b"): octets.append(0x08)
        case UInt8(ascii: "e"): octets.append(0x1B)
        case UInt8(ascii: "v"): octets.append(0x0B)
        case UInt8(ascii: "f"): octets.append(0x0C)
        case UInt8(ascii: "x"): return hex(rest, 2, into: &octets) ?? keep(first, rest, &octets)
        case UInt8(ascii: "u"): return scalar(rest, into: &octets) ?? keep(first, rest, &octets)
        default: octets.append(first)
        }
        return rest
    }

    private static func keep(_ octet: UInt8, _ rest: LineText, _ octets: inout [UInt8]) -> LineText
    {
        octets.append(ASCII.backslash)
        octets.append(octet)
        return rest
    }

    private static func hex(_ text: LineText, _ count: Int, into octets: inout [UInt8]) -> LineText?
    {
        guard let value = text.prefix(count).hexNumber, text.count >= count else { return nil }
        octets.append(UInt8(truncatingIfNeeded: value))
        return text.dropFirst(count)
    }

    private static func scalar(_ text: LineText, into octets: inout [UInt8]) -> LineText? {
        var digits = text.prefix(4)
        var rest = text.dropFirst(4)
        if let braced = text.after("{"), let end = braced.firstIndex(of: UInt8(ascii: "}")) {
            digits = braced[..<end]
            rest = braced[(end + 1)...]
        }
        guard digits.count <= 6, let value = digits.hexNumber,
            let scalar = Unicode.Scalar(UInt32(value))
        else { return nil }
        octets += Array(String(Character(scalar)).utf8)
        return rest
    }
}

extension ArraySlice where Element == UInt8 {
    /// The value of hexadecimal digits; nil if there is anything else, or nothing.
    package var hexNumber: Int? {
        guard !isEmpty, count <= 8 else { return nil }
        var value = 0
        for octet in self {
            guard let digit = octet.hexDigit else { return nil }
            value = value << 4 | digit
        }
        return value
    }
}

extension UInt8 {
    /// The value of a hexadecimal digit.
    package var hexDigit: Int? {
        if isDigit { return Int(self - 0x30) }
        let letter = self | 0x20
        return (0x61...0x66).contains(letter) ? Int(letter) - 0x57 : nil
    }
}
