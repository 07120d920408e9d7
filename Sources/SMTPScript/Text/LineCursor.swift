/// A place in a line being read.
package struct LineCursor {
    package let bytes: [UInt8]
    package var offset = 0

    package init(_ text: String) {
        bytes = Array(text.utf8)
    }

    package var isAtEnd: Bool { offset == bytes.count }

    package func peek(_ ahead: Int = 0) -> UInt8? {
        offset + ahead < bytes.count ? bytes[offset + ahead] : nil
    }

    /// Whether these characters come next.
    func sees(_ literal: StaticString) -> Bool {
        literal.withUTF8Buffer { bytes[offset...].starts(with: $0) }
    }

    /// Takes these characters if they come next.
    package mutating func take(_ literal: StaticString) -> Bool {
        guard sees(literal) else { return false }
        offset += literal.utf8CodeUnitCount
        return true
    }

    mutating func next() -> UInt8? {
        guard let byte = peek() else { return nil }
        offset += 1
        return byte
    }

    package mutating func skipBlanks() {
        _ = take(while: isBlank)
    }

    /// Takes the bytes up to the first that is not wanted.
    package mutating func take(while wanted: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let rest = bytes[offset...]
        let end = rest.firstIndex { !wanted($0) } ?? rest.endIndex
        defer { offset = end }
        return rest[..<end]
    }

    /// Everything that is left.
    package var rest: String { String(decoding: bytes[offset...], as: UTF8.self) }

    func fault(_ message: String, hint: String? = nil) -> LineFault {
        LineFault(at: offset, message, hint: hint)
    }

    /// Demands that only blanks are left.
    func expectEnd(after what: String) throws(LineFault) {
        var end = self
        end.skipBlanks()
        guard end.isAtEnd else { throw end.fault("expected the end of the line after \(what)") }
    }
}

extension UInt8 {
    /// Whether the byte is an ASCII digit.
    package var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    /// The value of an ASCII hexadecimal digit.
    package var hexadecimalValue: UInt32? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
