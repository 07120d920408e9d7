import SMTPGrammar

// XCLIENT_README:  XCLIENT 1*(SP attribute-name"="attribute-value)
// XFORWARD_README: XFORWARD 1*(SP attribute-name"="attribute-value)
// Values are xtext; [UNAVAILABLE] and [TEMPUNAVAIL] say that there is none.

/// What XCLIENT or XFORWARD says of a client: `ADDR=192.0.2.1`.
struct ClientAttribute: Hashable, Sendable {
    let name: String
    /// The value; nil for `[UNAVAILABLE]` and `[TEMPUNAVAIL]`.
    let value: String?

    static let clientNames = [
        "NAME", "ADDR", "PORT", "PROTO", "HELO", "LOGIN", "DESTADDR", "DESTPORT",
    ]
    static let forwardNames = ["NAME", "ADDR", "PORT", "PROTO", "HELO", "IDENT", "SOURCE"]

    /// Octets of a value at the most.
    private static let longest = 255

    /// The attributes after a verb; throws where one is wrong.
    static func list(
        _ line: Span<UInt8>, from start: Int, names: [String]
    ) throws(SyntaxError) -> [ClientAttribute] {
        guard start < line.count else { throw SyntaxError(at: line.count, .argumentMissing) }
        var attributes: [ClientAttribute] = []
        var position = start
        while position < line.count {
            var end = position
            while end < line.count, line[end] != ASCII.space { end += 1 }
            attributes.append(try read(line, position..<end, names))
            position = end + 1
        }
        return attributes
    }

    private static func read(
        _ line: Span<UInt8>, _ range: Range<Int>, _ names: [String]
    ) throws(SyntaxError) -> ClientAttribute {
        let equals = range.first { line[$0] == ASCII.equals } ?? range.upperBound
        let name = String(
            decoding: (range.lowerBound..<equals).map { ASCII.uppercased(line[$0]) },
            as: UTF8.self)
        guard names.contains(name), equals < range.upperBound else {
            throw fault(range.lowerBound, "one of \(names.joined(separator: " ")) with =")
        }
        let value = (equals + 1)..<range.upperBound
        let text = String(decoding: value.map { line[$0] }, as: UTF8.self)
        if ["[UNAVAILABLE]", "[TEMPUNAVAIL]"].contains(text.uppercased()) {
            return ClientAttribute(name: name, value: nil)
        }
        let decoded = try decode(line, value)
        let isForwarded = names == forwardNames
        guard isWellFormed(decoded, name, isForwarded) else {
            throw fault(value.lowerBound, expected(name, isForwarded))
        }
        return ClientAttribute(name: name, value: decoded)
    }

    private static func decode(
        _ line: Span<UInt8>, _ value: Range<Int>
    ) throws(SyntaxError) -> String {
        let octets: [UInt8]
        do {
            octets = try ExtendedText.decode(line, value, takesSmallDigits: true)
        } catch {
            throw fault(error.offset, "xtext")
        }
        guard !octets.isEmpty, octets.count <= longest,
            octets.allSatisfy(ASCIISet.printable.contains)
        else { throw fault(value.lowerBound, "1 to \(longest) printable characters in xtext") }
        return String(decoding: octets, as: UTF8.self)
    }

    private static func isWellFormed(_ value: String, _ name: String, _ isForwarded: Bool) -> Bool {
        switch name {
        case "ADDR", "DESTADDR":
            let isTagged = value.uppercased().hasPrefix("IPV6:")
            let octets = Array("[\(isTagged ? "IPv6:" + value.dropFirst(5) : value)]".utf8)
            var reader = DomainReader()
            return (try? reader.read(octets.span, from: 0)) == octets.count
        case "PORT", "DESTPORT": return UInt16(value).map { $0 > 0 } ?? false
        // A message that is forwarded may have come by another protocol.
        case "PROTO" where isForwarded: return value.utf8.count <= 64
        case "PROTO": return ["SMTP", "ESMTP"].contains(value.uppercased())
        case "SOURCE": return ["LOCAL", "REMOTE"].contains(value.uppercased())
        default: return true
        }
    }

    private static func expected(_ name: String, _ isForwarded: Bool) -> String {
        switch name {
        case "ADDR", "DESTADDR": "an address such as 192.0.2.1 or IPV6:2001:db8::1"
        case "PORT", "DESTPORT": "a port, 1 to 65535,"
        case "PROTO" where isForwarded: "a protocol of at most 64 characters"
        case "PROTO": "SMTP or ESMTP"
        default: "LOCAL or REMOTE"
        }
    }

    private static func fault(_ offset: Int, _ expected: String) -> SyntaxError {
        SyntaxError(at: offset, .parameterValue, expected: expected)
    }
}
