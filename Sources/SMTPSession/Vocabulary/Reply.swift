import SMTPGrammar

/// A reply to the client, with the rule that produced it.
///
///     S: 550 5.1.1 No such user
///
/// - SeeAlso: [RFC 5321 §4.2](https://www.rfc-editor.org/rfc/rfc5321#section-4.2)
public struct Reply: Hashable, Sendable, Codable {
    /// The text, lines separated by a line feed; nil for the rule's own.
    ///
    /// Octets that are sent as they are, if `isRaw`.
    let customText: [UInt8]?
    /// The three digits.
    public let code: UInt16
    /// The rule that produced it.
    public let rule: Rule
    /// The enhanced status code, on every line; nil where RFC 2034 wants none.
    public let enhanced: EnhancedStatusCode?

    /// Where the command departs from the grammar, if that is why.
    public let fault: SyntaxError?
    /// Whether the octets are sent as they are, well formed or not, by a policy's wish.
    public let isRaw: Bool

    /// A reply with the code and text of its rule.
    ///
    /// - Parameters:
    ///   - rule: what it says
    ///   - isEnhanced: whether enhanced status codes are on
    ///   - text: a text instead of the rule's, lines separated by a line feed
    ///   - fault: where the command departs from the grammar
    public init(
        _ rule: Rule, isEnhanced: Bool, text: [UInt8]? = nil, fault: SyntaxError? = nil
    ) {
        let status = rule.status
        self.init(
            status.code, isEnhanced ? status.enhanced : nil, text: text, rule: rule, fault: fault)
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
        self.code = code
        self.enhanced = enhanced
        self.customText = text
        self.rule = rule
        self.fault = fault
        isRaw = false
    }

    /// Octets that are sent as they are, by a policy's wish, well formed or not.
    ///
    /// - Parameters:
    ///   - octets: what to send
    ///   - rule: what it says
    public init(raw octets: [UInt8], rule: Rule) {
        code = Reply.leadingCode(octets)
        enhanced = nil
        customText = octets
        self.rule = rule
        fault = nil
        isRaw = true
    }

    /// The text without codes, lines separated by a line feed.
    public var text: [UInt8] { customText ?? rule.text.withUTF8Buffer { Array($0) } }

    /// The first digit: 2 done, 3 go on, 4 not now, 5 no.
    public var `class`: UInt8 { UInt8(code / 100) }

    /// The reply's lines without their line ends; raw octets are shown as one line a line feed.
    public var lines: [String] {
        var octets: [UInt8] = []
        write(into: &octets)
        return octets.split(separator: ASCII.lineFeed).map { line in
            let end = line.last == ASCII.carriageReturn ? line.endIndex - 1 : line.endIndex
            return String(decoding: line[..<end], as: UTF8.self)
        }
    }

    private static func leadingCode(_ octets: [UInt8]) -> UInt16 {
        let digits = octets.prefix(3)
        guard digits.count == 3, digits.allSatisfy({ $0 &- ASCII.zero < 10 }) else { return 0 }
        return digits.reduce(0) { $0 * 10 + UInt16($1 - ASCII.zero) }
    }
}
