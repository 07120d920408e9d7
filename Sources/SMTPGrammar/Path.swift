/// An address of the envelope: a reverse path or a forward path, without its angle brackets.
///
///     C: RCPT TO:<@relay.example:jones@foo.example>
///
/// The octets stay as the client wrote them; the parts are ranges of them. The empty path is the
/// null reverse path `<>`.
/// - SeeAlso: [RFC 5321 §4.1.2](https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2)
public struct Path: Hashable, Sendable {
    private let text: PathOctets
    /// Where the mailbox begins, after the source route, if there is one.
    private let mailboxStart: Int32
    /// The offset of the `@` before the domain; the number of octets if there is none.
    private let separator: Int32

    @inline(__always)
    init(octets: Span<UInt8>, mailboxStart: Int, separator: Int) {
        text = PathOctets(octets)
        self.mailboxStart = Int32(truncatingIfNeeded: mailboxStart)
        self.separator = Int32(truncatingIfNeeded: separator)
    }

    /// The null reverse path, `<>`, from which delivery reports come.
    public static let null = Path(octets: Span(), mailboxStart: 0, separator: 0)

    /// Whether this is the null path.
    public var isNull: Bool { text.count == 0 }

    /// The text between the angle brackets, in a new array.
    public var octets: [UInt8] { text.array }

    /// The mailbox without a source route: `jones@foo.example`.
    public var mailbox: ArraySlice<UInt8> { octets[Int(mailboxStart)...] }

    /// What precedes the `@`, including any quotation marks.
    public var localPart: ArraySlice<UInt8> { octets[Int(mailboxStart)..<Int(separator)] }

    /// What follows the `@`: a domain, an address literal, or nothing.
    public var domain: ArraySlice<UInt8> {
        Int(separator) < text.count ? octets[(Int(separator) + 1)...] : []
    }

    /// Whether there is a source route.
    public var hasSourceRoute: Bool { mailboxStart > 0 }

    /// The hosts of a source route, `@a,@b`, without its colon; usually empty.
    public var sourceRoute: ArraySlice<UInt8> {
        mailboxStart == 0 ? [] : octets[..<(Int(mailboxStart) - 1)]
    }

    /// A path from text, with or without angle brackets; `""` and `<>` are the null path.
    public init(
        parsing text: some Sequence<UInt8>, tolerating tolerances: PathTolerances = []
    ) throws(SyntaxError) {
        let bracketed = Array(text)
        var octets = bracketed
        if octets.first != ASCII.lessThan {
            octets = [ASCII.lessThan] + octets + [ASCII.greaterThan]
        }
        var reader = PathReader(tolerances: tolerances, limits: .none)
        self = try reader.read(octets.span, from: 0)
        guard reader.position == octets.count else {
            throw SyntaxError(at: reader.position, .closingBracket)
        }
    }
}

extension Path: CustomStringConvertible {
    /// The path between angle brackets, as in a command.
    public var description: String {
        "<" + String(decoding: octets, as: UTF8.self) + ">"
    }
}

extension Path {
    /// A path split at its last `@`, whatever else it contains, from text without angle brackets.
    ///
    /// For policies that rewrite paths, and for machines without a grammar for them.
    public init(unchecked octets: [UInt8]) {
        self.init(
            octets: octets.span, mailboxStart: 0,
            separator: octets.lastIndex(of: ASCII.atSign) ?? octets.count)
    }
}

extension Path: LosslessStringConvertible, ExpressibleByStringLiteral {
    /// A path from text such as `<jones@foo.example>`, with or without brackets; nil if malformed.
    public init?(_ description: String) {
        guard let path = try? Path(parsing: description.utf8) else { return nil }
        self = path
    }

    /// A path to compare with, with or without angle brackets; malformed text is taken as it is.
    public init(stringLiteral address: String) {
        self = Path(address) ?? Path(unchecked: Array(address.utf8))
    }
}

extension Path: Codable {
    private enum CodingKeys: String, CodingKey { case octets, mailboxStart, separator }

    /// Decodes the text without angle brackets, or octets and offsets, which must be in bounds.
    public init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            self = Path(stringLiteral: text)
            return
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let octets = try container.decode([UInt8].self, forKey: .octets)
        let mailboxStart = try container.decode(Int.self, forKey: .mailboxStart)
        let separator = try container.decode(Int.self, forKey: .separator)
        guard 0 <= mailboxStart, mailboxStart <= separator, separator <= octets.count else {
            throw DecodingError.dataCorruptedError(
                forKey: .separator, in: container,
                debugDescription: "The parts are not within the path.")
        }
        self.init(octets: octets.span, mailboxStart: mailboxStart, separator: separator)
    }

    /// Encodes the text without angle brackets or, if that is not enough, octets and offsets.
    public func encode(to encoder: any Encoder) throws {
        if let text = String(validating: octets, as: UTF8.self), Path(stringLiteral: text) == self {
            var container = encoder.singleValueContainer()
            return try container.encode(text)
        }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(octets, forKey: .octets)
        try container.encode(mailboxStart, forKey: .mailboxStart)
        try container.encode(separator, forKey: .separator)
    }
}
