import SMTPGrammar

/// A reply that the driver words itself.
///
///     try CustomReply(checked: 550, "5.1.1", "No such user")
///     S: 550 5.1.1 No such user
///
/// Parts that are nil are the usual ones. A line of text that is longer than a reply's line may be is
/// folded: it goes on in a further line of the same reply. A reply with the code 421 closes the connection.
/// - SeeAlso: [RFC 5321 §4.2](https://www.rfc-editor.org/rfc/rfc5321#section-4.2)
public struct CustomReply: Hashable, Sendable, Codable {
    /// The reply code, 200 to 559, its second digit at most 5; nil for the usual one.
    public var code: UInt16?
    /// The enhanced status code, of the class that the code's first digit names.
    ///
    /// Nil for the usual one of the same class, or for X.0.0.
    public var enhanced: EnhancedStatusCode?
    /// The text in printable ASCII and tabs, lines separated by a line feed; nil for the usual one.
    public var text: String?

    /// A reply of one's own, which is checked only when it is given as an answer.
    ///
    /// Octets that no text may have are sent as question marks.
    public init(_ code: UInt16? = nil, _ enhanced: EnhancedStatusCode? = nil, _ text: String? = nil)
    {
        self.code = code
        self.enhanced = enhanced
        self.text = text
    }

    /// A reply of one's own, checked; throws what is wrong with it.
    public init(
        checked code: UInt16?, _ enhanced: String? = nil, _ text: String? = nil
    ) throws(Fault) {
        let parsed = enhanced.flatMap { EnhancedStatusCode($0) }
        if let enhanced, parsed == nil { throw .enhancedCode(enhanced) }
        self.init(code, parsed, text)
        if let fault { throw fault }
    }

    /// What can be wrong with a reply.
    @nonexhaustive
    public enum Fault: Error, Hashable, Sendable {
        /// No reply has this code.
        case code(UInt16)
        /// This is no enhanced status code.
        case enhancedCode(String)
        /// The enhanced status code is not of the reply's class.
        case classes(EnhancedStatusCode, replyClass: UInt16)
        /// The text holds this character, which no reply may.
        case character(Unicode.Scalar)
    }

    /// What is wrong with it by itself; nil if nothing is.
    public var fault: Fault? {
        // RFC 5321 §4.2: Reply-code = %x32-35 %x30-35 %x30-39
        if let code, !(200...559).contains(code) || code / 10 % 10 > 5 { return .code(code) }
        if let code, let enhanced, enhanced.class != code / 100 {
            return .classes(enhanced, replyClass: code / 100)
        }
        // RFC 5321 §4.2: textstring = 1*(%d09 / %d32-126)
        let wrong = text?.unicodeScalars.first { $0 != "\t" && $0 != "\n" && !(" "..."~" ~= $0) }
        return wrong.map { .character($0) }
    }
}

extension CustomReply.Fault: CustomStringConvertible {
    /// The fault as a sentence.
    public var description: String {
        switch self {
        case .code(let code):
            "No reply has the code \(code): it is 200 to 559, without 6 to 9 inside."
        case .enhancedCode(let text): "'\(text)' is no enhanced status code such as 5.1.1."
        case .classes(let enhanced, let replyClass):
            "The enhanced status code \(enhanced) does not fit a reply of \(replyClass)yz."
        case .character(let scalar):
            "A reply's text is printable ASCII, not U+\(String(scalar.value, radix: 16))."
        }
    }
}

extension CustomReply {
    /// The text after a prefix of so many octets, lines folded; nil for the usual one.
    ///
    /// What is no text is shown as a question mark.
    package func wording(after prefix: Int) -> [UInt8]? {
        text.map { CustomReply.folded(Session.visible(Array($0.utf8)), after: prefix) }
    }

    /// Breaks lines that do not fit, at the last blank that does, if there is one.
    ///
    /// RFC 5321 §4.5.3.1.5: "The maximum total length of a reply line including the reply code and the
    /// <CRLF> is 512 octets. More information may be conveyed through multiple-line replies."
    private static func folded(_ text: [UInt8], after prefix: Int) -> [UInt8] {
        let room = 510 - prefix
        guard text.count > room else { return text }
        var lines: [ArraySlice<UInt8>] = []
        for line in text.split(separator: ASCII.lineFeed, omittingEmptySubsequences: false) {
            var rest = line
            while rest.count > room {
                let blank = rest.prefix(room + 1).dropFirst().lastIndex(of: ASCII.space)
                let end = blank ?? rest.startIndex + room
                lines.append(rest[..<end])
                rest = rest[(blank.map { $0 + 1 } ?? end)...]
            }
            lines.append(rest)
        }
        return Array(lines.joined(separator: [ASCII.lineFeed]))
    }
}

extension Answer {
    /// The answer as it is carried out: "not now" with 421 says that the connection is closed.
    ///
    /// RFC 5321 §4.2.2: "421 <domain> Service not available, closing transmission channel".
    package var carriedOut: Answer {
        if case .tempfail(let custom?) = self, custom.code == 421 { return .close(custom) }
        return self
    }
}
