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
    public var code: Int? { Self.code(of: scalars) }

    /// The enhanced status code after the reply code, such as `5.1.1` (RFC 2034 §4).
    public var enhancedStatusCode: String? {
        code == nil ? nil : Self.enhancedStatusCode(of: scalars)
    }

    private var scalars: [UInt32] {
        (lines.first ?? "").unicodeScalars.prefix(20).map(\.value)
    }

    static func code(of line: [UInt32]) -> Int? {
        let digits = line.prefix { (0x30...0x39).contains($0) }
        guard digits.count == 3 else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// Reads `class.subject.detail` from the fifth character on (RFC 3463 §2).
    static func enhancedStatusCode(of line: [UInt32]) -> String? {
        let word = line.dropFirst(4).prefix { $0 != 0x20 }
        let parts = word.split(
            separator: UInt32(UInt8(ascii: ".")), omittingEmptySubsequences: false)
        let isCode = parts.allSatisfy { part in
            (1...3).contains(part.count) && part.allSatisfy { (0x30...0x39).contains($0) }
        }
        guard parts.count == 3, parts[0].count == 1, isCode else { return nil }
        return String(decoding: word.map { UInt8($0) }, as: UTF8.self)
    }
}
