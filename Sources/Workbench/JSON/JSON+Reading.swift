import SMTPGrammar

extension JSON {
    /// Reads one value; nil if the octets are no JSON.
    ///
    /// Numbers are whole here: others become null. Nesting is bounded.
    ///
    /// - SeeAlso: [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)
    package init?(reading octets: some Collection<UInt8>) {
        var reader = JSONReader(Array(octets))
        guard let value = reader.value(depth: 0), reader.isAtEnd else { return nil }
        self = value
    }

    /// A member of an object; nil if there is none of that name.
    package subscript(name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.name == name }?.value
    }

    /// The text, if it is a string.
    package var stringValue: String? { if case .string(let text) = self { text } else { nil } }
}

/// Reads JSON from octets.
private struct JSONReader {
    private let octets: [UInt8]
    private var offset = 0

    private static let deepest = 64

    init(_ octets: [UInt8]) { self.octets = octets }

    var isAtEnd: Bool {
        mutating get {
            skipBlanks()
            return offset == octets.count
        }
    }

    private var next: UInt8? { offset < octets.count ? octets[offset] : nil }

    private mutating func skipBlanks() {
        while let octet = next, [0x20, 0x09, 0x0A, 0x0D].contains(octet) { offset += 1 }
    }

    private mutating func take(_ octet: Character) -> Bool {
        skipBlanks()
        guard next == octet.asciiValue else { return false }
        offset += 1
        return true
    }

    private mutating func take(word: String) -> Bool {
        guard octets[offset...].starts(with: word.utf8) else { return false }
        offset += word.utf8.count
        return true
    }

    mutating func value(depth: Int) -> JSON? {
        guard depth < JSONReader.deepest else { return nil }
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"): return object(depth)
        case UInt8(ascii: "["): return array(depth)
        case UInt8(ascii: "\""): return string().map { .string($0) }
        case UInt8(ascii: "t"): return take(word: "true") ? .bool(true) : nil
        case UInt8(ascii: "f"): return take(word: "false") ? .bool(false) : nil
        case UInt8(ascii: "n"): return take(word: "null") ? .null : nil
        default: return number()
        }
    }

    private mutating func object(_ depth: Int) -> JSON? {
        guard take("{") else { return nil }
        var members: [(String, JSON)] = []
        if take("}") { return JSON(members: []) }
        repeat {
            skipBlanks()
            guard let name = string(), take(":"), let value = value(depth: depth + 1) else { return nil }
            members.append((name, value))
        } while take(",")
        return take("}") ? JSON(members: members) : nil
    }

    private mutating func array(_ depth: Int) -> JSON? {
        guard take("[") else { return nil }
        var values: [JSON] = []
        if take("]") { return .array([]) }
        repeat {
            guard let value = value(depth: depth + 1) else { return nil }
            values.append(value)
        } while take(",")
        return take("]") ? .array(values) : nil
    }

    private mutating func number() -> JSON? {
        let start = offset
        while let octet = next, "+-0123456789.eE".utf8.contains(octet) { offset += 1 }
        let text = String(decoding: octets[start..<offset], as: UTF8.self)
        guard Double(text) != nil else { return nil }
        return Int(text).map { .number($0) } ?? .null
    }

    private mutating func string() -> String? {
        guard next == UInt8(ascii: "\"") else { return nil }
        offset += 1
        var text: [UInt8] = []
        while let octet = next {
            offset += 1
            switch octet {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let scalar = escape() else { return nil }
                text += String(scalar).utf8
            default: text.append(octet)
            }
        }
        return nil
    }

    private mutating func escape() -> Unicode.Scalar? {
        guard let octet = next else { return nil }
        offset += 1
        switch octet {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(octet)
        case UInt8(ascii: "u"): return unit().flatMap { scalar(from: $0) }
        default: return nil
        }
    }

    /// Two units of UTF-16 make one character beyond the Basic Multilingual Plane; a lone half is none.
    private mutating func scalar(from first: UInt32) -> Unicode.Scalar? {
        guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        let place = offset
        guard take(word: "\\u"), let second = unit(), (0xDC00..<0xE000).contains(second) else {
            offset = place
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }

    private mutating func unit() -> UInt32? {
        guard offset + 4 <= octets.count else { return nil }
        defer { offset += 4 }
        return UInt32(String(decoding: octets[offset..<offset + 4], as: UTF8.self), radix: 16)
    }
}
