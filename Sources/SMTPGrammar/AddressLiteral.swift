// RFC 5321 §4.1.3:
//   address-literal  = "[" ( IPv4-address-literal / IPv6-address-literal
//                          / General-address-literal ) "]"
//   IPv6-address-literal    = "IPv6:" IPv6-addr
//   General-address-literal = Standardized-tag ":" 1*dcontent
// "Standardized-tag MUST be specified in a Standards-Track RFC and registered with IANA"; IPv6 is the only
// one that is.

/// Address literals: `[192.0.2.1]`, `[IPv6:2001:db8::1]` and, where that is tolerated, `[tag:text]`.
public enum AddressLiteral {
    /// Whether a text is an IPv4 or IPv6 address as written within the brackets, without a tag.
    ///
    ///     192.0.2.1   2001:db8::1
    ///
    /// - SeeAlso: [RFC 5321 §4.1.3](https://www.rfc-editor.org/rfc/rfc5321#section-4.1.3)
    public static func isInternetAddress(_ text: [UInt8]) -> Bool {
        let all = text.indices
        return isIPv4(text.span, all) || (!all.isEmpty && isIPv6(text.span, all))
    }

    /// Reads a literal, and says whether its tag is not registered.
    static func read(
        _ text: Span<UInt8>, from start: Int, takesAnyTag: Bool, _ hasOtherTag: inout Bool
    ) throws(SyntaxError) -> Int {
        guard start < text.count, text[start] == ASCII.leftBracket else {
            throw SyntaxError(at: start, .domain)
        }
        let end = ASCIISet.domainContent.end(in: text, from: start + 1)
        guard end < text.count, text[end] == ASCII.rightBracket else {
            throw SyntaxError(at: end, .addressLiteral)
        }
        let content = start + 1..<end
        guard !isInternetLiteral(text, content) else { return end + 1 }
        guard !isIPv6(text, content), !isTagged(text, content) else {
            guard takesAnyTag, isTagged(text, content) else {
                throw SyntaxError(at: start + 1, .addressTag)
            }
            hasOtherTag = true
            return end + 1
        }
        throw SyntaxError(at: start, .addressLiteral)
    }

    private static func isInternetLiteral(_ text: Span<UInt8>, _ content: Range<Int>) -> Bool {
        guard let colon = content.first(where: { text[$0] == ASCII.colon }) else {
            return isIPv4(text, content)
        }
        let value = colon + 1..<content.upperBound
        return !value.isEmpty && isIPv6Tag(text, content.lowerBound..<colon)
            && isIPv6(text, value)
    }

    /// Whether a literal has a tag that is not registered, and something after it.
    private static func isTagged(_ text: Span<UInt8>, _ content: Range<Int>) -> Bool {
        guard let colon = content.first(where: { text[$0] == ASCII.colon }) else { return false }
        let tag = content.lowerBound..<colon
        return !tag.isEmpty && colon + 1 < content.upperBound && !isIPv6Tag(text, tag)
            && isTag(text, tag)
    }

    private static func isTag(_ text: Span<UInt8>, _ tag: Range<Int>) -> Bool {
        tag.allSatisfy { ASCIISet.letterDigitHyphen.contains(text[$0]) }
            && text[tag.upperBound - 1] != ASCII.hyphen
    }

    private static func isIPv6Tag(_ text: Span<UInt8>, _ tag: Range<Int>) -> Bool {
        guard tag.count == 4 else { return false }
        let start = tag.lowerBound
        return ASCII.lowercased(text[start]) == UInt8(ascii: "i")
            && ASCII.lowercased(text[start + 1]) == UInt8(ascii: "p")
            && ASCII.lowercased(text[start + 2]) == UInt8(ascii: "v")
            && text[start + 3] == UInt8(ascii: "6")
    }

    /// Four numbers of 0 to 255, each of one to three digits, joined by dots.
    private static func isIPv4(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var numbers = 0
        var digits = 0
        var value = 0
        for index in range {
            let octet = text[index]
            if octet == ASCII.dot {
                guard digits > 0, numbers < 3 else { return false }
                numbers += 1
                digits = 0
                value = 0
            } else {
                digits += 1
                guard octet &- ASCII.zero < 10, digits <= 3 else { return false }
                value = value * 10 + Int(octet - ASCII.zero)
                guard value <= 255 else { return false }
            }
        }
        return numbers == 3 && digits > 0
    }

    /// Eight groups of one to four hexadecimal digits; `::` once for at least two groups of zeros;
    /// the last two groups may be an IPv4 address.
    private static func isIPv6(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var groups = 0
        var compressed = false
        var position = range.lowerBound
        while position < range.upperBound {
            if text[position] == ASCII.colon {
                let isDouble = position + 1 < range.upperBound && text[position + 1] == ASCII.colon
                if isDouble {
                    guard !compressed else { return false }
                    compressed = true
                    position += 2
                    if position == range.upperBound { break }
                } else {
                    guard groups > 0 else { return false }
                    position += 1
                }
            } else if groups > 0 {
                return false
            }
            let end = groupEnd(text, position..<range.upperBound)
            if end < range.upperBound, text[end] == ASCII.dot {
                guard isIPv4(text, position..<range.upperBound) else { return false }
                groups += 2
                break
            }
            guard (1...4).contains(end - position) else { return false }
            groups += 1
            position = end
        }
        return compressed ? groups <= 6 : groups == 8
    }

    private static func groupEnd(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
        range.first { !isHexadecimalDigit(text[$0]) } ?? range.upperBound
    }

    private static func isHexadecimalDigit(_ octet: UInt8) -> Bool {
        octet &- ASCII.zero < 10 || ASCII.lowercased(octet) &- UInt8(ascii: "a") < 6
    }
}
