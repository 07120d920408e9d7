/// Reads a JSON value, for formats that are JSON.
///
/// - SeeAlso: [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)
indirect enum JSONText {
    case null
    case bool(Bool)
    /// A number, as it is written.
    case number(String)
    /// A string; its octets in UTF-8.
    case string([UInt8])
    case array([JSONText])
    case object([(name: String, value: JSONText)])

    /// Reads one value; nil if the octets are none, or it is nested too deeply.
    init?(_ octets: ArraySlice<UInt8>) {
        var reader = Reader(rest: octets)
        guard let value = reader.value(depth: 0), reader.isAtEnd else { return nil }
        self = value
    }

    subscript(name: String) -> JSONText? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    var octets: [UInt8]? { if case .string(let octets) = self { octets } else { nil } }
    var text: String? { octets.map { String(decoding: $0, as: UTF8.self) } }
    var elements: [JSONText] { if case .array(let elements) = self { elements } else { [] } }
    var isTrue: Bool { if case .bool(true) = self { true } else { false } }
}

private struct Reader {
    private static let deepest = 32

    var rest: ArraySlice<UInt8>

    var isAtEnd: Bool {
        mutating get {
            skipBlanks()
            return rest.isEmpty
        }
    }

    private mutating func skipBlanks() {
        rest = rest.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    }

    private mutating func take(_ octet: Character) -> Bool {
        skipBlanks()
        guard rest.first == octet.asciiValue else { return false }
        rest.removeFirst()
        return true
    }

    mutating func value(depth: Int) -> JSONText? {
        guard depth < Reader.deepest else { return nil }
        skipBlanks()
        switch rest.first {
        case UInt8(ascii: "{"): return object(depth)
        case UInt8(ascii: "["): return array(depth)
        case UInt8(ascii: "\""): return string().map(JSONText.string)
        default: return word()
        }
    }

    private mutating func object(_ depth: Int) -> JSONText? {
        guard take("{") else { return nil }
        var members: [(name: String, value: JSONText)] = []
        if take("}") { return .object(members) }
        repeat {
            skipBlanks()
            guard let name = string(), take(":"), let value = value(depth: depth + 1) else {
                return nil
            }
            members.append((String(decoding: name, as: UTF8.self), value))
        } while take(",")
        return take("}") ? .object(members) : nil
    }

    private mutating func array(_ depth: Int) -> JSONText? {
        guard take("[") else { return nil }
        var elements: [JSONText] = []
        if take("]") { return .array(elements) }
        repeat {
            guard let value = value(depth: depth + 1) else { return nil }
            elements.append(value)
        } while take(",")
        return take("]") ? .array(elements) : nil
    }

    private mutating func word() -> JSONText? {
        let octets = rest.prefix { octet in
            octet > 0x20 && !",]}:".utf8.contains(octet)
        }
        rest = rest[octets.endIndex...]
        switch String(decoding: octets, as: UTF8.self) {
        case "null": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        case let text where Double(text) != nil: return .number(text)
        default: return nil
        }
    }

    private mutating func string() -> [UInt8]? {
        guard rest.popFirst() == UInt8(ascii: "\"") else { return nil }
        var octets: [UInt8] = []
        while let octet = rest.popFirst() {
            switch octet {
            case UInt8(ascii: "\""): return octets
            case UInt8(ascii: "\\"): guard escape(&octets) else { return nil }
            default: octets.append(octet)
            }
        }
        return nil
    }

    private mutating func escape(_ octets: inout [UInt8]) -> Bool {
        switch rest.popFirst() {
        case UInt8(ascii: "n"): octets.append(0x0A)
        case UInt8(ascii: "r"): octets.append(0x0D)
        case UInt8(ascii: "t"): octets.append(0x09)
        case UInt8(ascii: "b"): octets.append(0x08)
        case UInt8(ascii: "f"): octets.append(0x0C)
        case UInt8(ascii: "u"): return scalar(&octets)
        case let other? where "\"\\/".utf8.contains(other): octets.append(other)
        default: return false
        }
        return true
    }

    /// RFC 8259 §7: four digits, or two times four of them beyond the Basic Multilingual Plane.
    private mutating func scalar(_ octets: inout [UInt8]) -> Bool {
        guard let first = unit() else { return false }
        var value = UInt32(first)
        if (0xD800..<0xDC00).contains(value) {
            guard rest.popFirst() == UInt8(ascii: "\\"), rest.popFirst() == UInt8(ascii: "u"),
                let second = unit(), (0xDC00..<0xE000).contains(second)
            else { return false }
            value = 0x10000 + (value - 0xD800) << 10 + UInt32(second) - 0xDC00
        }
        guard let scalar = Unicode.Scalar(value) else { return false }
        octets += String(scalar).utf8
        return true
    }

    private mutating func unit() -> UInt16? {
        let digits = rest.prefix(4)
        rest = rest.dropFirst(4)
        return digits.count == 4 ? UInt16(String(decoding: digits, as: UTF8.self), radix: 16) : nil
    }
}
