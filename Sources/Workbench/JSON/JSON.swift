import OctetText

/// A JSON value, for output only; an object keeps the order of its members.
///
/// - SeeAlso: [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)
public enum JSON: Hashable, Sendable {
    /// Nothing.
    case null
    /// True or false.
    case bool(Bool)
    /// A whole number.
    case number(Int)
    /// A string.
    case string(String)
    /// An array.
    case array([JSON])
    /// An object, its members in order.
    case object([Member])

    /// A member of an object.
    public struct Member: Hashable, Sendable {
        /// Its name.
        public let name: String
        /// Its value.
        public let value: JSON

        /// A member.
        ///
        /// - Parameters:
        ///   - name: its name
        ///   - value: its value
        public init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }

    /// A string, or null.
    ///
    /// - Parameter text: the string
    /// - Returns: the value
    public static func optional(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }

    /// Octets as a string; those that are not UTF-8 are escapes, `\xhh`.
    ///
    /// - Parameter octets: the octets
    /// - Returns: the value
    public static func text(_ octets: [UInt8]) -> JSON {
        .string(String(validating: octets, as: UTF8.self) ?? EscapedText.shown(octets))
    }

    /// A number, or null.
    static func optional(_ number: Int?) -> JSON { number.map { .number($0) } ?? .null }

    /// An array of strings.
    ///
    /// - Parameter texts: the strings
    /// - Returns: the value
    public static func strings(_ texts: some Sequence<String>) -> JSON {
        .array(texts.map { .string($0) })
    }

    /// The value on one line of ASCII and UTF-8, without blanks between its parts.
    public var text: String {
        var text = ""
        write(to: &text)
        return text
    }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByStringLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral
{
    /// An object with these members, in order.
    ///
    /// - Parameter elements: names and values
    public init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }

    /// A string.
    ///
    /// - Parameter value: the string
    public init(stringLiteral value: String) { self = .string(value) }

    /// A number.
    ///
    /// - Parameter value: the number
    public init(integerLiteral value: Int) { self = .number(value) }

    /// True or false.
    ///
    /// - Parameter value: which
    public init(booleanLiteral value: Bool) { self = .bool(value) }

    /// An array.
    ///
    /// - Parameter elements: its values
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
}
