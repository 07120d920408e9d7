/// Base64 as SMTP needs it: one text for each sequence of octets, and no other text accepted.
///
/// A decoder that skips junk or forgives padding lets two parties read different things from the
/// same line, so decoding is strict: the alphabet of RFC 4648 §4, padding to a multiple of four,
/// nothing after the padding, unused bits zero (§3.5), no white space (§3.3).
///
///     C: AUTH PLAIN AHRpbQB0YW5zdGFhZnRhbnN0YWFm
///
/// - SeeAlso: [RFC 4648 §4](https://www.rfc-editor.org/rfc/rfc4648#section-4)
public enum Base64 {
    /// Encodes octets in ASCII, padded to a multiple of four, without line ends.
    public static func encode(_ octets: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((octets.count + 2) / 3 * 4)
        var index = 0
        while index < octets.count {
            let available = min(3, octets.count - index)
            appendQuantum(of: octets[index..<index + available], to: &text)
            index += available
        }
        return text
    }

    /// Decodes a text strictly.
    ///
    /// - Parameter text: The ASCII bytes of the text, without a line end; empty text decodes to no
    ///   octets.
    /// - Returns: The octets.
    /// - Throws: `Base64Error` with the first offset at which the text is wrong.
    public static func decode(_ text: Span<UInt8>) throws(Base64Error) -> [UInt8] {
        let padding = paddingLength(of: text)
        let significant = text.count - padding
        var octets: [UInt8] = []
        octets.reserveCapacity(text.count / 4 * 3)
        var bits: UInt32 = 0
        for offset in 0..<significant {
            bits = bits << 6 | UInt32(try sextet(text[offset], at: offset))
            let position = offset & 3
            // A quantum's first character only contributes bits; every other completes an octet.
            if position > 0 {
                octets.append(UInt8(truncatingIfNeeded: bits >> UInt32(6 - 2 * position)))
            }
        }
        guard text.count & 3 == 0 else {
            throw Base64Error(.incompleteQuantum, offset: text.count)
        }
        // One `=` leaves two spare bits, two leave four.
        let unused = UInt32(1) << UInt32(2 * padding) - 1
        guard bits & unused == 0 else {
            throw Base64Error(.trailingBits, offset: significant - 1)
        }
        return octets
    }

    /// Decodes a text strictly; an error's offset counts from the text's start.
    public static func decode(_ text: [UInt8]) throws(Base64Error) -> [UInt8] {
        try decode(text.span)
    }

    /// Decodes a text strictly; an error's offset counts from the slice's start.
    public static func decode(_ text: ArraySlice<UInt8>) throws(Base64Error) -> [UInt8] {
        try decode(text.span)
    }
}

extension Base64 {
    private static func appendQuantum(of octets: ArraySlice<UInt8>, to text: inout [UInt8]) {
        var bits: UInt32 = 0
        for octet in octets { bits = bits << 8 | UInt32(octet) }
        bits <<= UInt32(8 * (3 - octets.count))
        for position in 0..<4 {
            let index = UInt8(bits >> UInt32(18 - 6 * position) & 0x3F)
            text.append(position <= octets.count ? character(index) : UInt8(ascii: "="))
        }
    }

    private static func character(_ sextet: UInt8) -> UInt8 {
        switch sextet {
        case 0..<26: UInt8(ascii: "A") + sextet
        case 26..<52: UInt8(ascii: "a") + sextet - 26
        case 52..<62: UInt8(ascii: "0") + sextet - 52
        case 62: UInt8(ascii: "+")
        default: UInt8(ascii: "/")
        }
    }

    /// Counts the `=` at the end, of which there are never more than two.
    private static func paddingLength(of text: Span<UInt8>) -> Int {
        var length = 0
        while length < min(2, text.count), text[text.count - 1 - length] == UInt8(ascii: "=") {
            length += 1
        }
        return length
    }

    private static func sextet(_ character: UInt8, at offset: Int) throws(Base64Error) -> UInt8 {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): return character - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): return character - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return character - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): return 62
        case UInt8(ascii: "/"): return 63
        case UInt8(ascii: "="): throw Base64Error(.paddingInside, offset: offset)
        default: throw Base64Error(.notInAlphabet, offset: offset)
        }
    }
}
