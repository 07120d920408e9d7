import SMTPGrammar
import SMTPSession

// [CODE] [X.Y.Z] ["text"], each of them optional, in this order.

extension ActionReader {
    /// Octets of one line of a reply's text: "the maximum total length of a reply line including
    /// the reply code and the <CRLF> is 512 octets" (RFC 5321 §4.5.3.1.5), and an enhanced status
    /// code takes up to ten with its space.
    static let longestText = 496

    mutating func readReply(_ action: ActionName) throws(PolicySyntaxError) -> CustomReply? {
        let code = try readCode(action)
        let enhanced = try readEnhanced(action, code)
        let text = try readText()
        guard code != nil || enhanced != nil || text != nil else { return nil }
        return CustomReply(code, enhanced, text)
    }

    private mutating func readCode(_ action: ActionName) throws(PolicySyntaxError) -> UInt16? {
        guard let word = try words.peek(), !word.isQuoted, word.octets.count == 3,
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
        _ action: ActionName, _ code: UInt16?
    ) throws(PolicySyntaxError) -> EnhancedStatusCode? {
        guard let word = try words.peek(), !word.isQuoted, word.text.contains("."),
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
        guard let word = try words.peek(), word.isQuoted else { return nil }
        guard let text = String(validating: word.octets, as: UTF8.self) else {
            throw words.error(
                "a reply's text is UTF-8; use reply for other octets", at: word.offset)
        }
        guard text.unicodeScalars.allSatisfy({ $0.isShown || $0 == "\n" || $0 == "\t" }) else {
            throw words.error(
                #"a reply's text has no control characters but \n and \t; use reply for others"#,
                at: word.offset)
        }
        let lines = word.octets.split(separator: ASCII.lineFeed)
        guard lines.allSatisfy({ $0.count <= ActionReader.longestText }) else {
            throw words.error(
                "a line of a reply's text has at most \(ActionReader.longestText) octets",
                at: word.offset)
        }
        _ = try words.next()
        return text
    }
}

extension ActionName {
    /// Whether a reply of this code can be part of the action.
    func takes(_ code: UInt16, for hook: Hook?) -> Bool {
        switch self {
        case .accept where hook == .data: code == 354
        case .accept where hook == nil: (200...299).contains(code) || code == 354
        case .accept: (200...299).contains(code)
        case .reject: (500...599).contains(code)
        case .tempfail: (400...499).contains(code)
        case .close: (200...599).contains(code)
        case .discard, .rewrite, .disconnect, .silence, .delay, .reply, .capabilities, .challenge,
            .authenticated, .malformed, .ask:
            false
        }
    }

    /// The codes that it takes, as the end of a sentence.
    func codes(for hook: Hook?) -> String {
        switch self {
        case .accept where hook == .data: "of 354"
        case .accept: "of 200 to 299"
        case .reject: "of 500 to 599"
        case .tempfail: "of 400 to 499"
        case .close: "of 200 to 599"
        case .discard, .rewrite, .disconnect, .silence, .delay, .reply, .capabilities, .challenge,
            .authenticated, .malformed, .ask:
            "of its own"
        }
    }

    /// The class of its reply where none is given.
    fileprivate var usualClass: UInt8? {
        switch self {
        case .accept: 2
        case .reject: 5
        case .tempfail, .close: 4
        case .discard, .rewrite, .disconnect, .silence, .delay, .reply, .capabilities, .challenge,
            .authenticated, .malformed, .ask:
            nil
        }
    }
}
