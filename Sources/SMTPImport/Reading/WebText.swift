/// What copies of web pages do to a line: entities in place of angle brackets, blanks that do not break.
enum WebText {
    private static let entities: [(StaticString, [UInt8])] = [
        ("&lt;", Array("<".utf8)), ("&gt;", Array(">".utf8)), ("&quot;", Array("\"".utf8)),
        ("&#39;", Array("'".utf8)), ("&nbsp;", Array(" ".utf8)), ("&amp;", Array("&".utf8)),
    ]

    /// Whether a line has an angle bracket as an entity.
    static func hasEntities(_ line: LineText) -> Bool {
        guard line.contains(UInt8(ascii: "&")) else { return false }
        return line.has("&lt;") || line.has("&gt;")
    }

    /// A line with its entities replaced, all at once.
    static func unescaped(_ line: LineText) -> LineText {
        guard line.contains(UInt8(ascii: "&")) else { return line }
        var octets: [UInt8] = []
        octets.reserveCapacity(line.count)
        var rest = line
        while let first = rest.first {
            if first == UInt8(ascii: "&"), let found = entity(rest) {
                octets += found.octets
                rest = found.rest
            } else {
                octets.append(first)
                rest = rest.dropFirst()
            }
        }
        return octets[...]
    }

    private static func entity(_ text: LineText) -> (octets: [UInt8], rest: LineText)? {
        for (name, octets) in entities {
            if let rest = text.after(name) { return (octets, rest) }
        }
        return nil
    }

    /// A line whose beginning has plain blanks in place of those that do not break.
    static func plainBlanks(_ line: LineText) -> LineText {
        guard line.prefix(80).contains(0xC2), line.offset(of: "\u{A0}", within: 80) != nil else {
            return line
        }
        var octets = Array(line)
        while let offset = octets[...].offset(of: "\u{A0}", within: 80) {
            octets.replaceSubrange(offset..<offset + 2, with: [0x20])
        }
        return octets[...]
    }
}
