// RFC 3461 §4:
//   xtext   = *( xchar / hexchar )
//   xchar   = any ASCII CHAR between "!" (33) and "~" (126) inclusive, except for "+" and "="
//   hexchar = ASCII "+" immediately followed by two upper case hexadecimal digits
// RFC 4954 §8 has its own grammar for AUTH=, in which the case of the digits does not matter:
//   hexchar = "+" HEXDIG HEXDIG

/// xtext, in which the values of AUTH, ENVID and ORCPT are written.
package enum ExtendedText {
    /// The octets that a range of a command encodes, which may include control characters.
    ///
    /// Hexadecimal digits may be lower-case in AUTH= only.
    package static func decode(
        _ text: Span<UInt8>, _ range: Range<Int>, takesSmallDigits: Bool = false
    ) throws(SyntaxError) -> [UInt8] {
        func digit(_ index: Int) -> UInt8? {
            let octet = text[index]
            return upperHexadecimal(takesSmallDigits ? ASCII.uppercased(octet) : octet)
        }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            let octet = text[index]
            if octet == ASCII.plus {
                guard index + 2 < range.upperBound, let high = digit(index + 1),
                    let low = digit(index + 2)
                else { throw SyntaxError(at: index, .parameterValue) }
                decoded.append(high << 4 | low)
                index += 3
            } else {
                guard ASCIISet.parameterValue.contains(octet) else {
                    throw SyntaxError(at: index, .parameterValue)
                }
                decoded.append(octet)
                index += 1
            }
        }
        return decoded
    }

    private static func upperHexadecimal(_ octet: UInt8) -> UInt8? {
        switch octet {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): octet - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): octet - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
