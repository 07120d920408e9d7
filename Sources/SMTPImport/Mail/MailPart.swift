import SMTPGrammar

/// A part of a mail that holds no other parts, decoded.
struct MailPart {
    /// Its media type in small letters: `text/plain`, `message/delivery-status`.
    var type: [UInt8]
    /// Its octets.
    var octets: [UInt8]
    /// Where it begins: the number of its first line in the source.
    var line: Int
    /// Whether its lines are those of the source.
    var isPlain: Bool

    /// Parts in parts are looked into so far.
    private static let deepest = 8
    private static let most = 200

    /// The parts of a mail, in order.
    ///
    /// - Parameters:
    ///   - lines: the mail, header and body, without line ends.
    ///   - first: the number of its first line in the source.
    static func parts(of lines: ArraySlice<LineText>, first: Int) -> [MailPart] {
        var parts: [MailPart] = []
        read(lines, first: first, depth: 0, into: &parts)
        return parts
    }

    private static func read(
        _ lines: ArraySlice<LineText>, first: Int, depth: Int, into parts: inout [MailPart]
    ) {
        guard parts.count < most, depth < deepest else { return }
        var header = MailHeader()
        let length = header.read(lines)
        let body = lines.dropFirst(length)
        let line = first + length
        let type = (header.value("content-type") ?? Array("text/plain".utf8)[...])
            .prefix { $0 != ASCII.semicolon && $0 != ASCII.space }.map(ASCII.lowercased)
        if type.starts(with: Array("multipart/".utf8)),
            let boundary = header.parameter("BOUNDARY", of: "content-type"), !boundary.isEmpty
        {
            for part in split(body, at: boundary) {
                read(part, first: line + part.startIndex - body.startIndex, depth: depth + 1, into: &parts)
            }
        } else if type[...].equals("message/rfc822") {
            read(body, first: line, depth: depth + 1, into: &parts)
        } else {
            let encoding = TransferEncoding(header.value("content-transfer-encoding"))
            parts.append(
                MailPart(
                    type: type, octets: encoding.decode(body), line: line,
                    isPlain: encoding == .identity))
        }
    }

    /// The lines between delimiters (RFC 2046 §5.1.1); the last part may lack its own.
    private static func split(
        _ lines: ArraySlice<LineText>, at boundary: LineText
    ) -> [ArraySlice<LineText>] {
        var parts: [ArraySlice<LineText>] = []
        var start: Int?
        for index in lines.indices {
            guard let after = lines[index].after("--"), after.starts(with: boundary) else { continue }
            if let start { parts.append(lines[start..<index]) }
            start = index + 1
            if after.dropFirst(boundary.count).begins(with: "--") {
                start = nil
                break
            }
        }
        if let start, start < lines.endIndex { parts.append(lines[start...]) }
        return parts
    }
}
