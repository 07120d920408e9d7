import OctetText
import SMTPGrammar
import SMTPSession

/// Reads one action: what a handler does, or what a person answers.
///
///     reject 550 5.1.1 "No such user"
struct ActionReader {
    var words: WordReader
    /// The kind of question; nil if it is not known yet.
    let hook: Hook?
    /// Whether `ask` is allowed there.
    var offersAsk = true

    mutating func read() throws(PolicySyntaxError) -> PolicyAction {
        let (name, offset) = try readName()
        switch name {
        case .ask: return .ask
        case .answer(let name):
            let answer = try readAnswer(name, at: offset)
            guard let conditions = try words.nextLink() else { return .answer(answer) }
            return .answer(.linked(answer, conditions))
        }
    }

    private mutating func readName() throws(PolicySyntaxError) -> (ActionName, Int) {
        let names = ActionName.all(for: hook)
        let expected = names.filter { offersAsk || $0 != .ask }.map(\.rawValue)
        guard let word = try words.next() else {
            throw words.error("an action is missing", expected: expected)
        }
        if let name = word.bareCode.flatMap({ AnswerName(code: $0, hook) }) {
            // The code is part of the reply, which is read next.
            words.offset = word.offset
            return (.answer(name), word.offset)
        }
        guard let keyword = word.keyword, let name = ActionName(rawValue: keyword) else {
            throw words.error(
                "unknown action \(word.shown)", at: word.offset, expected: expected,
                suggestion: nearestName(to: word.text, among: expected))
        }
        guard names.contains(name) else {
            throw words.error(
                "\(keyword) does not answer \(hook?.rawValue ?? "") questions", at: word.offset,
                expected: expected)
        }
        return (name, word.offset)
    }

    private mutating func readAnswer(
        _ name: AnswerName, at offset: Int
    ) throws(PolicySyntaxError) -> Answer {
        switch name {
        case .accept: .accept(try readReply(name))
        case .reject: .reject(try readReply(name))
        case .tempfail: .tempfail(try readReply(name))
        case .close: .close(try readReply(name))
        case .discard: .discard
        case .disconnect: .disconnect
        case .silence: .silence
        case .rewrite: .rewrite(try readPath(after: offset))
        case .delay: .delay(try readDuration(after: offset))
        case .reply: .raw(try readRaw(name, after: offset))
        case .capabilities: .capabilities(try readKeywords())
        case .challenge: .challenge(try readQuoted()?.octets ?? [])
        case .authenticated:
            .authenticated(try readUser(after: offset), data: try readQuoted()?.octets)
        case .refused: .refused(try readData(after: offset))
        case .malformed: .malformed(try readFault())
        case .content: .content(try readRaw(name, after: offset))
        }
    }

    private mutating func readQuoted() throws(PolicySyntaxError) -> Word? {
        guard try words.peekWord()?.isQuoted == true else { return nil }
        return try words.next()
    }

    private mutating func readRaw(
        _ name: AnswerName, after offset: Int
    ) throws(PolicySyntaxError) -> [UInt8] {
        guard let word = try readQuoted() else {
            let example = name == .reply ? #""250 OK\r\n""# : #""Hello\r\n""#
            throw words.error(
                "\(name.rawValue) takes octets in quotes: \(name.rawValue) \(example)", at: offset)
        }
        return word.octets
    }

    private mutating func readData(after offset: Int) throws(PolicySyntaxError) -> [UInt8] {
        guard let word = try readQuoted() else {
            throw words.error(#"refused takes the last challenge in quotes"#, at: offset)
        }
        return word.octets
    }

    private mutating func readDuration(after offset: Int) throws(PolicySyntaxError) -> UInt64 {
        guard let word = try words.next(), let milliseconds = DurationText.parse(word.text) else {
            throw words.error("delay takes a duration: 250ms, 5s, 2m, 1h", at: offset)
        }
        return milliseconds
    }

    private mutating func readUser(after offset: Int) throws(PolicySyntaxError) -> String {
        guard let word = try words.next(), !word.octets.isEmpty else {
            throw words.error("authenticated takes the user's name", at: offset)
        }
        guard let name = String(validating: word.octets, as: UTF8.self),
            name.isVisible
        else { throw words.error("a user's name has no control characters", at: word.offset) }
        return name
    }

    private mutating func readFault() throws(PolicySyntaxError) -> AuthenticationFault {
        guard let keyword = words.peekKeyword(),
            let fault = AuthenticationFault.allCases.first(where: { $0.word == keyword })
        else { return .message }
        _ = try words.next()
        return fault
    }

    /// Paths are checked here already, so that an answer never fails later.
    private mutating func readPath(after offset: Int) throws(PolicySyntaxError) -> [UInt8] {
        guard let word = try words.next() else {
            throw words.error("rewrite takes a path or a name", at: offset)
        }
        if hook == .sender || hook == .recipient {
            guard let path = try? Path(parsing: word.octets), hook == .sender || !path.isNull else {
                throw words.error("not a path: \(word.shown)", at: word.offset)
            }
            return path.octets
        }
        guard word.octets.allSatisfy({ (0x20..<0x7F).contains($0) }) else {
            throw words.error("a path or name is printable ASCII", at: word.offset)
        }
        return word.octets
    }

    private mutating func readKeywords() throws(PolicySyntaxError) -> [String] {
        var keywords: [String] = []
        while let word = try readQuoted() {
            guard !word.octets.isEmpty, word.octets.count <= ActionReader.longestText,
                word.octets.allSatisfy({ (0x20..<0x7F).contains($0) })
            else {
                throw words.error(
                    "a capability is printable ASCII, 1 to \(ActionReader.longestText) octets",
                    at: word.offset)
            }
            keywords.append(word.text)
        }
        return keywords
    }
}

extension AuthenticationFault {
    static let allCases: [AuthenticationFault] = [.message, .initialResponse]

    /// The word after `malformed`.
    var word: String {
        switch self {
        case .message: "message"
        case .initialResponse: "initial-response"
        }
    }
}

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
        var text = try readText(mayBeUTF8: mayBeUTF8(code))
        if text == nil { text = try readBareText(isReply: code != nil || enhanced != nil) }
        guard code != nil || enhanced != nil || text != nil else { return nil }
        return CustomReply(code, enhanced, text)
    }

    private mutating func readCode(_ action: AnswerName) throws(PolicySyntaxError) -> UInt16? {
        guard let word = try words.peekWord(), let code = word.bareCode else { return nil }
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

    /// Whether the text can show a mailbox that is not ASCII (RFC 6531 §3.7.4).
    private func mayBeUTF8(_ code: UInt16?) -> Bool {
        hook == .verify || hook == .expand || hook == .recipient && (code == 251 || code == 551)
    }

    private mutating func readText(mayBeUTF8: Bool) throws(PolicySyntaxError) -> String? {
        guard let word = try words.peekWord(), word.isQuoted else { return nil }
        try check(text: word.octets, at: word.offset, mayBeUTF8: mayBeUTF8)
        _ = try words.next()
        return word.text
    }

    /// Makes sure that a reply can have this text.
    func check(
        text: [UInt8], at offset: Int, mayBeUTF8: Bool = false
    ) throws(PolicySyntaxError) {
        // RFC 5321 §4.2: textstring = 1*(%d09 / %d32-126)
        guard
            text.allSatisfy({
                ASCIISet.printable.contains($0) || $0 == ASCII.tab || $0 == ASCII.lineFeed
                    || mayBeUTF8 && $0 > 127
            })
        else {
            throw words.error(
                #"a reply's text is printable ASCII, \t and \n; send other octets with reply "…""#,
                at: offset)
        }
        let lines = text.split(separator: ASCII.lineFeed)
        guard lines.allSatisfy({ $0.count <= ActionReader.longestText }) else {
            throw words.error(
                "a line of a reply's text has at most \(ActionReader.longestText) octets",
                at: offset)
        }
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
