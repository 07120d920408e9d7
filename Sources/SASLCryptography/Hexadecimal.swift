import SASL

private let hexadecimalDigits = Array("0123456789abcdef".utf8)

/// Writes octets as hexadecimal digits in lower case, two for each.
func hexadecimal(_ octets: [UInt8]) -> [UInt8] {
    octets.flatMap { [hexadecimalDigits[Int($0 >> 4)], hexadecimalDigits[Int($0 & 15)]] }
}

/// Reads hexadecimal digits in lower case; nil if one is no such digit, or their number is odd.
func octets(ofHexadecimal text: ArraySlice<UInt8>) -> [UInt8]? {
    let digits = text.compactMap { hexadecimalDigits.firstIndex(of: $0) }
    guard digits.count == text.count, digits.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

/// Compares in a time that depends on the lengths alone.
func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool { Secret(left).matches(Secret(right)) }
