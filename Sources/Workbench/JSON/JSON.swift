import OctetText

/// A JSON value, for output only; an object keeps the order of its members.
///
/// - SeeAlso: [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)
package enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Int)
    case string(String)
    case array([JSON])
    /// The members in order.
    case object([Member])

    package struct Member: Hashable, Sendable {
        package let name: String
        package let value: JSON
    }

    /// A string, or null.
    package static func optional(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }

    /// A number, or null.
    package static func optional(_ number: Int?) -> JSON { number.map { .number($0) } ?? .null }

    /// Octets as a string; those that are not UTF-8 are escapes, `\xhh`.
    package static func text(_ octets: [UInt8]) -> JSON {
        .string(String(validating: octets, as: UTF8.self) ?? EscapedText.shown(octets))
    }

    package static func strings(_ texts: some Sequence<String>) -> JSON {
        .array(texts.map { .string($0) })
    }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByStringLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral
{
    /// An object with these members, in order.
    package init(members: [(String, JSON)]) {
        self = .object(members.map { Member(name: $0.0, value: $0.1) })
    }

    package init(dictionaryLiteral elements: (String, JSON)...) { self.init(members: elements) }

    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .number(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
}

extension JSON {
    /// The value on one line of ASCII and UTF-8, without blanks between its parts.
    package var text: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number(let value): "\(value)"
        case .string(let value): JSON.quoted(value)
        case .array(let values): "[\(values.map(\.text).joined(separator: ","))]"
        case .object(let members):
            "{\(members.map { "\(JSON.quoted($0.name)):\($0.value.text)" }.joined(separator: ","))}"
        }
    }

    private static func quoted(_ string: String) -> String {
        var text = "\""
        var start = string.startIndex
        while start < string.endIndex {
            // Nearly all of a text is plain, and appended at once.
            let end = string.utf8[start...].firstIndex { !isPlain($0) } ?? string.endIndex
            text += string[start..<end]
            guard end < string.endIndex else { break }
            text += quoted(string.unicodeScalars[end])
            start = string.unicodeScalars.index(after: end)
        }
        return text + "\""
    }

    private static func isPlain(_ octet: UInt8) -> Bool {
        (0x20..<0x7F).contains(octet) && octet != UInt8(ascii: "\"") && octet != UInt8(ascii: "\\")
    }

    private static func quoted(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        // What does not look like itself could reverse or hide its neighbours.
        default: scalar.isVisible && !scalar.isMark ? String(scalar) : escaped(scalar)
        }
    }

    /// RFC 8259 §7: beyond the Basic Multilingual Plane by a surrogate pair.
    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        UTF16.encode(scalar)?.map { unit in
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined() ?? ""
    }
}
