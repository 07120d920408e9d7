/// A set of ASCII octets, with constant-time lookup and no table in memory.
public struct ASCIISet: Hashable, Sendable {
    @usableFromInline let low: UInt64
    @usableFromInline let high: UInt64

    @usableFromInline
    init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    /// Whether the set contains an octet; octets above 127 are in no set.
    @inlinable
    public func contains(_ octet: UInt8) -> Bool {
        let word = octet < 64 ? low : high
        return octet < 128 && (word &>> UInt64(octet & 63)) & 1 == 1
    }

    /// The offset of the first octet at or after another that is not in the set; the end if all
    /// are.
    @inline(__always)
    func end(in text: Span<UInt8>, from start: Int) -> Int {
        text.withUnsafeBufferPointer { octets in
            var end = start
            while end < octets.count, contains(octets[end]) { end &+= 1 }
            return end
        }
    }

    /// The same, where octets above 127 may count as members.
    @inline(__always)
    func end(in text: Span<UInt8>, from start: Int, allowsNonASCII: Bool) -> Int {
        var end = end(in: text, from: start)
        while allowsNonASCII, end < text.count, text[end] > 127 {
            end = self.end(in: text, from: end + 1)
        }
        return end
    }
}

extension ASCIISet {
    /// `ALPHA / DIGIT / "-"`, the inside of a domain's label and of a keyword.
    public static let letterDigitHyphen = ASCIISet(
        low: 0x03FF_2000_0000_0000, high: 0x07FF_FFFE_07FF_FFFE)

    /// `atext` of RFC 5322 §3.2.3, of which an unquoted local part consists, beside dots.
    public static let atomText = ASCIISet(low: 0xA3FF_ACFA_0000_0000, high: 0x7FFF_FFFF_C7FF_FFFE)

    /// `%d33-60 / %d62-126`, an ESMTP parameter's value (RFC 5321 §4.1.2).
    public static let parameterValue = ASCIISet(
        low: 0xDFFF_FFFE_0000_0000, high: 0x7FFF_FFFF_FFFF_FFFF)

    /// `%d33-90 / %d94-126`, the content of an address literal (RFC 5321 §4.1.3).
    public static let domainContent = ASCIISet(
        low: 0xFFFF_FFFE_0000_0000, high: 0x7FFF_FFFF_C7FF_FFFF)

    /// Printable characters and space, `%d32-126`.
    public static let printable = ASCIISet(
        low: 0xFFFF_FFFF_0000_0000, high: 0x7FFF_FFFF_FFFF_FFFF)
}
