/// An address of the envelope: a reverse path or a forward path, without its angle brackets.
///
///     C: RCPT TO:<@relay.example:jones@foo.example>
///
/// The octets stay as the client wrote them; the parts are ranges of them. The empty path is the null
/// reverse path `<>`.
/// - SeeAlso: [RFC 5321 §4.1.2](https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2)
public struct Path: Hashable, Sendable, Codable {
    /// The text between the angle brackets.
    public let octets: [UInt8]
    /// Where the mailbox begins, behind the source route if there is one.
    let mailboxStart: Int32
    /// Where the `@` before the domain stands; the number of octets if there is no domain.
    let separator: Int32

    init(octets: [UInt8], mailboxStart: Int, separator: Int) {
        self.octets = octets
        self.mailboxStart = Int32(truncatingIfNeeded: mailboxStart)
        self.separator = Int32(truncatingIfNeeded: separator)
    }

    /// The null reverse path, `<>`, from which delivery reports come.
    public static let null = Path(octets: [], mailboxStart: 0, separator: 0)

    /// Whether this is the null path.
    public var isNull: Bool { octets.isEmpty }

    /// The mailbox without a source route: `jones@foo.example`.
    public var mailbox: ArraySlice<UInt8> { octets[Int(mailboxStart)...] }

    /// What stands before the `@`, with its quotation marks if it has any.
    public var localPart: ArraySlice<UInt8> { octets[Int(mailboxStart)..<Int(separator)] }

    /// What stands behind the `@`: a domain, an address literal, or nothing.
    public var domain: ArraySlice<UInt8> {
        Int(separator) < octets.count ? octets[(Int(separator) + 1)...] : []
    }

    /// The hosts of a source route, `@a,@b`, without its colon; usually empty.
    public var sourceRoute: ArraySlice<UInt8> {
        mailboxStart == 0 ? [] : octets[..<(Int(mailboxStart) - 1)]
    }

    /// A path from text such as `jones@foo.example`, with or without angle brackets.
    ///
    /// - Parameters:
    ///   - text: the address; `""` and `<>` are the null path
    ///   - tolerances: what to let pass beside the grammar
    /// - Throws: where the text departs from the grammar
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
    /// A path of which only the last `@` is looked for, whatever else it holds.
    ///
    /// For policies that rewrite, and for machines that know no grammar of paths.
    ///
    /// - Parameter octets: the text between the angle brackets
    public init(unchecked octets: [UInt8]) {
        self.init(
            octets: octets, mailboxStart: 0,
            separator: octets.lastIndex(of: ASCII.atSign) ?? octets.count)
    }
}
