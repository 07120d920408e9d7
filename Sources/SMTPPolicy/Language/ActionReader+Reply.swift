import OctetText
import SMTPGrammar
import SMTPSession

// [CODE] [X.Y.Z] ["text"], each of them optional, in this order.

extension ActionReader {
    /// Octets of one line of a reply's text: "the maximum total length of a reply line including
    /// the reply code and the <CRLF> is 512 octets" (RFC 5321 §4.5.3.1.5), and an enhanced status
    /// code takes up to ten with its space.
    static let longestText = 496

    mutating func readReply(_ action: AnswerName) throws(PolicySyntaxError) -> CustomReply? {
        // After a verb filter, the command continues, and its verb replies.
        if action == .accept, hook == .verb {
            guard let word = try words.peekWord(), word.isReplyPart else { return nil }
            throw words.error("accept has no reply of its own for verb", at: word.offset)
        }
        let code = try readCode(action)
        let enhanced = try readEnhanced(action, code)
        let text = try readText()
        guard code != nil || enhanced != nil || text != nil else { return nil }
        return CustomReply(code, enhanced, text)
    }

    private mutating func readCode(_ action: AnswerName) throws(PolicySyntaxError) -> UInt16? {
        guard let word = try words.peekWord(), !word.isQuoted, word.octets.count == 3,
            word.octets.allSatisfy({ $0 &- ASCII.zero < 10 }), let code = UInt16(word.text)
        else { return nil }
        guard action.takes(code, for: hook) else {
            throw words.error(
                "\(action.rawValue) takes a code \(action.codes(for: hook))", at: word.offset)
        }
        _ = try words.next()
        return code
    }

    private mutating func readEnhanced(
        _ action: AnswerName, _ code: UInt16?
    ) throws(PolicySyntaxError) -> EnhancedStatusCode? {
        guard let word = try words.peekWord(), !word.isQuoted, word.text.contains("."),
            word.octets.allSatisfy({ $0 &- ASCII.zero < 10 || $0 == ASCII.dot })
        else { return nil }
        guard let enhanced = EnhancedStatusCode(word.text) else {
            throw words.error(
                "an enhanced status code is a class 2, 4 or 5 and two numbers: 5.1.1",
                at: word.offset)
        }
        // RFC 2034 §4: the class of the enhanced status code is the reply code's first digit.
        let digit = code.map { UInt8($0 / 100) } ?? action.usualClass
        guard digit == nil || digit == enhanced.class else {
            throw words.error(
                "the enhanced status code has another class than the reply code", at: word.offset)
        }
        _ = try words.next()
        return enhanced
    }

    private mutating func readText() throws(PolicySyntaxError) -> String? {
        guard let word = try words.peekWord(), word.isQuoted else { return nil }
        // RFC 5321 §4.2: textstring = 1*(%d09 / %d32-126)
        guard
            word.octets.allSatisfy({
                ASCIISet.printable.contains($0) || $0 == ASCII.tab || $0 == ASCII.lineFeed
            })
        else {
            throw words.error(
                #"a reply's text is printable ASCII, \t and \n; send other octets with reply "…""#,
                at: word.offset)
        }
        let lines = word.octets.split(separator: ASCII.lineFeed)
        guard lines.allSatisfy({ $0.count <= ActionReader.longestText }) else {
            throw words.error(
                "a line of a reply's text has at most \(ActionReader.longestText) octets",
                at: word.offset)
        }
        _ = try words.next()
        return word.text
    }
}

extension Word {
    /// Whether it can be part of a reply: a code, an enhanced code or a text.
    fileprivate var isReplyPart: Bool {
        isQuoted || octets.allSatisfy { $0 &- ASCII.zero < 10 || $0 == ASCII.dot }
    }
}

extension AnswerName {
    /// The codes it accepts, as the end of a sentence.
    fileprivate func codes(for hook: Hook?) -> String {
        guard let codes: ClosedRange<UInt16> = codes(for: hook) else { return "of its own" }
        guard codes.count > 1 else { return "of \(codes.lowerBound)" }
        let isOneClass = codes.count == 100
        let last = isOneClass ? codes.lowerBound + 59 : codes.upperBound - 40
        let rest = isOneClass ? "" : ", its second digit at most 5"
        return "of \(codes.lowerBound) to \(last)\(rest)"
    }

    /// The class of its reply if none is given.
    fileprivate var usualClass: UInt8? {
        if self == .close { return 4 }
        let codes: ClosedRange<UInt16>? = codes(for: nil)
        return codes.map { UInt8($0.lowerBound / 100) }
    }
}
