import OctetText

/// A reply as it came: its lines without CRLF.
///
///     ReceivedReply(lines: ["250-mx.example", "250 8BITMIME"])
///
/// Codes are read off the first line; a line that has none has none.
public struct ReceivedReply: Hashable, Sendable {
    /// The lines, at least one, each with its code: `250-mx.example`, `250 8BITMIME`.
    public var lines: [String]

    /// Makes a reply.
    ///
    /// - Parameter lines: Its lines, without CRLF.
    public init(lines: [String]) {
        self.lines = lines
    }

    /// Makes a reply of the bytes that came, with those that are not UTF-8 replaced by U+FFFD.
    package init(bytes: [UInt8]) {
        lines = RawLines(bytes[...]).map { String(decoding: $0.text, as: UTF8.self) }
    }

    /// The reply code, if the first line begins with three digits.
    public var code: Int? { lines.first.flatMap { Self.code(of: $0.utf8) } }

    /// The enhanced status code after the reply code, such as `5.1.1` (RFC 2034 §4).
    public var enhancedStatusCode: String? {
        code == nil ? nil : lines.first.flatMap { Self.enhancedStatusCode(of: Array($0.utf8)) }
    }

    static func code(of line: some Sequence<UInt8>) -> Int? {
        var code = 0
        var count = 0
        for octet in line {
            guard octet.isDigit else { break }
            guard count < 3 else { return nil }
            code = code * 10 + Int(octet - 0x30)
            count += 1
        }
        return count == 3 ? code : nil
    }

    /// Reads `class.subject.detail` from the fifth character on (RFC 3463 §2).
    static func enhancedStatusCode(of line: [UInt8]) -> String? {
        // A code has twelve octets at the most.
        let word = line.dropFirst(4).prefix(16).prefix { $0 != 0x20 }
        let parts = word.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isCode = parts.allSatisfy { part in
            (1...3).contains(part.count) && part.allSatisfy(\.isDigit)
        }
        guard parts.count == 3, parts[0].count == 1, isCode else { return nil }
        return String(decoding: word, as: UTF8.self)
    }
}
