import SMTPGrammar

/// A reply to the client, with the rule that produced it.
///
///     S: 550 5.1.1 No such user
///
/// - SeeAlso: [RFC 5321 §4.2](https://www.rfc-editor.org/rfc/rfc5321#section-4.2)
public struct Reply: Sendable, Codable {
    // The order keeps a reply small, and so an event: the octets of the pointer come first.

    private let wording: Wording
    /// The rule that produced it.
    public let rule: Rule
    private let isEnhanced: Bool

    /// Boxed where it is not the rule's, which is rare, so that most replies are a few octets to move.
    private enum Wording: Sendable, Codable {
        case usual
        indirect case own(OwnWording)
    }

    /// A reply with the code and text of its rule, and perhaps its enhanced status code.
    public init(_ rule: Rule, isEnhanced: Bool) {
        self.rule = rule
        self.isEnhanced = isEnhanced
        wording = .usual
    }

    /// A reply of the driver's own.
    ///
    /// - Parameters:
    ///   - code: the three digits
    ///   - enhanced: the enhanced status code, if any
    ///   - text: the text, lines separated by a line feed; nil for the rule's
    ///   - rule: what it says
    ///   - fault: where the command departs from the grammar
    public init(
        _ code: UInt16, _ enhanced: EnhancedStatusCode?, text: [UInt8]?, rule: Rule,
        fault: SyntaxError? = nil
    ) {
        self.init(
            OwnWording(
                code: code, enhanced: enhanced, text: text, fault: fault, isRaw: false), rule)
    }

    /// A reply without an enhanced status code, whose text goes on with lines that are kept.
    init(_ rule: Rule, text: [UInt8], further: KeptLines?) {
        self.init(OwnWording(code: rule.code, text: text, further: further, isRaw: false), rule)
    }

    /// Octets that are sent as they are, by a policy's wish, well formed or not.
    public init(raw octets: [UInt8], rule: Rule) {
        self.init(
            OwnWording(code: Reply.leadingCode(octets), text: octets, isRaw: true), rule)
    }

    private init(_ own: OwnWording, _ rule: Rule) {
        self.rule = rule
        isEnhanced = own.enhanced != nil
        wording = .own(own)
    }

    private var own: OwnWording? {
        if case .own(let own) = wording { own } else { nil }
    }

    /// Appends the reply as it is sent, every line with its code and CRLF.
    public func write(into wire: inout [UInt8]) { write(into: &wire, UsualReplies.all) }

    /// Appends the reply as it is sent; for a caller that writes many, and keeps a table of the usual ones.
    package func write(into wire: inout [UInt8], _ usual: borrowing UsualReplies) {
        switch wording {
        case .usual:
            let place = usual.place(of: rule, isEnhanced: isEnhanced)
            wire.append(octets: usual.octets.span.extracting(place))
        case .own(let own): own.write(rule, into: &wire)
        }
    }

    /// Whether it has the rule's enhanced code, if it is in the rule's own words; else nil.
    @inline(__always)
    var isUsual: Bool? { if case .usual = wording { isEnhanced } else { nil } }

    /// The three digits.
    public var code: UInt16 { own?.code ?? rule.code }

    /// The enhanced status code, on every line; nil where RFC 2034 wants none.
    public var enhanced: EnhancedStatusCode? {
        if let own { own.enhanced } else { isEnhanced ? rule.enhanced : nil }
    }

    /// The text without codes, lines separated by a line feed.
    public var text: [UInt8] {
        let text = own?.text ?? rule.textOctets
        return if let further = own?.further { text + further.text } else { text }
    }

    /// Where the command departs from the grammar, if that is why.
    public var fault: SyntaxError? { own?.fault }

    /// Whether the octets are sent as they are, well formed or not, by a policy's wish.
    public var isRaw: Bool { own?.isRaw ?? false }

    /// The first digit: 2 done, 3 go on, 4 not now, 5 no.
    public var `class`: UInt8 { UInt8(code / 100) }

    /// The reply's lines without their line ends; raw octets are shown as one line a line feed.
    public var lines: [String] {
        var octets: [UInt8] = []
        write(into: &octets)
        var lines: [String] = []
        var start = 0
        while start < octets.count {
            let end = octets[start...].firstIndex(of: ASCII.lineFeed) ?? octets.count
            let hasReturn = end > start && octets[end - 1] == ASCII.carriageReturn
            if end > start {
                let line = octets[start..<(hasReturn ? end - 1 : end)]
                lines.append(String(decoding: line, as: UTF8.self))
            }
            start = end + 1
        }
        return lines
    }

    private static func leadingCode(_ octets: [UInt8]) -> UInt16 {
        let digits = octets.prefix(3)
        guard digits.count == 3, digits.allSatisfy({ $0 &- ASCII.zero < 10 }) else { return 0 }
        return digits.reduce(0) { $0 * 10 + UInt16($1 - ASCII.zero) }
    }
}

/// Two replies are the same if they say the same, whether in the rule's words or in the same of one's own.
extension Reply: Hashable {
    /// Whether two replies say the same, for the same reason.
    public static func == (left: Reply, right: Reply) -> Bool {
        left.rule == right.rule && left.content == right.content
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(rule)
        hasher.combine(content)
    }

    private var content: OwnWording {
        OwnWording(code: code, enhanced: enhanced, text: text, fault: fault, isRaw: isRaw)
    }
}

/// What a reply says that is not its rule's to the octet.
struct OwnWording: Hashable, Sendable, Codable {
    let code: UInt16
    var enhanced: EnhancedStatusCode?
    /// The text, lines separated by a line feed; nil for the rule's own.
    ///
    /// Octets that are sent as they are, if `isRaw`.
    var text: [UInt8]?
    /// More lines of text.
    var further: KeptLines?
    var fault: SyntaxError?
    let isRaw: Bool
}
