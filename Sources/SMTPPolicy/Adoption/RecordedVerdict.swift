import SMTPGrammar
import SMTPSession

/// What a server was recorded to say or do in the place of one reply, as a decision can take it over.
///
///     S: 550 5.1.1 No such user      RecordedVerdict(lines: ["550 5.1.1 No such user"])
///
/// - SeeAlso: [RFC 5321 §4.2](https://www.rfc-editor.org/rfc/rfc5321#section-4.2)
public struct RecordedVerdict: Hashable, Sendable {
    /// The reply code; nil if the server said nothing.
    public var code: UInt16?
    /// The enhanced status code with which the first line goes on, if there is one.
    public var enhanced: EnhancedStatusCode?
    /// The text without codes, lines separated by a line feed; nil if it is not known, for the usual one.
    public var text: String?
    /// The lines as they were recorded, without line ends; empty if they are not known.
    public var lines: [[UInt8]]
    /// Whether the lines are all of the reply, none cut short.
    public var isWhole = true
    /// Whether the server closed the connection after it.
    public var closes: Bool
    /// Whether a refusal is to be taken over though the protocol demands no such one, so that a replay goes on
    /// where the recorded server was.
    public var isForced = false
    /// The enhanced status code where it became a part of the text.
    var protocolCode: EnhancedStatusCode?
    /// Whether the server went on after a 421, which RFC 5321 §4.2.3 says closes the connection.
    public var staysOpen = false

    /// Silence, or a connection that the server closes without a word.
    public init(closes: Bool) {
        self.closes = closes
        lines = []
    }

    /// A reply of which nothing but its codes is known.
    public init(code: UInt16, _ enhanced: EnhancedStatusCode? = nil, closes: Bool = false) {
        self.code = code
        self.enhanced = enhanced
        self.closes = closes
        lines = []
    }

    /// A reply from its lines, codes included, without line ends; nil if they do not begin with a code from
    /// 200 to 599.
    public init?(lines: [[UInt8]], isWhole: Bool = true, closes: Bool = false) {
        guard let first = lines.first, let code = RecordedVerdict.code(first) else { return nil }
        self.code = code
        self.lines = lines
        self.isWhole = isWhole
        self.closes = closes
        let enhanced = RecordedVerdict.enhanced(first.dropFirst(4), of: code)
        self.enhanced = enhanced
        text = lines.map { RecordedVerdict.text($0, without: enhanced) }.joined(separator: "\n")
    }

    /// A reply from its lines; nil if they do not begin with a code.
    public init?(lines: [String], isWhole: Bool = true, closes: Bool = false) {
        self.init(lines: lines.map { Array($0.utf8) }, isWhole: isWhole, closes: closes)
    }

    /// The first digit: 2 done, 3 go on, 4 not now, 5 no; nil if the server said nothing.
    public var `class`: UInt16? { code.map { $0 / 100 } }

    private static func code(_ line: [UInt8]) -> UInt16? {
        let digits = line.prefix(3).map { $0 &- ASCII.zero }
        guard digits.count == 3, digits.allSatisfy({ $0 < 10 }), (2...5).contains(digits[0]),
            line.count == 3 || line[3] == ASCII.space || line[3] == ASCII.hyphen
        else { return nil }
        return digits.reduce(0) { $0 * 10 + UInt16($1) }
    }

    /// RFC 2034 §4: the enhanced status code begins the text, and its class is that of the reply.
    private static func enhanced(_ text: ArraySlice<UInt8>, of code: UInt16) -> EnhancedStatusCode? {
        let word = text.prefix { $0 != ASCII.space }
        guard word.count <= 9, let found = EnhancedStatusCode(String(decoding: word, as: UTF8.self)),
            UInt16(found.class) == code / 100
        else { return nil }
        return found
    }

    private static func text(_ line: [UInt8], without enhanced: EnhancedStatusCode?) -> String {
        let text = line.dropFirst(4)
        guard let enhanced, text.starts(with: "\(enhanced)".utf8) else {
            return String(decoding: text, as: UTF8.self)
        }
        let rest = text.dropFirst("\(enhanced)".utf8.count)
        guard rest.first.map({ $0 == ASCII.space }) ?? true else {
            return String(decoding: text, as: UTF8.self)
        }
        return String(decoding: rest.dropFirst(), as: UTF8.self)
    }
}
