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
        case .answer(let name): return .answer(try readAnswer(name, at: offset))
        }
    }

    private mutating func readName() throws(PolicySyntaxError) -> (ActionName, Int) {
        let names = ActionName.all(for: hook)
        let expected = names.filter { offersAsk || $0 != .ask }.map(\.rawValue)
        guard let word = try words.next() else {
            throw words.error("an action is missing", expected: expected)
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
        case .rewrite: .rewrite(try readPath(behind: offset))
        case .delay: .delay(try readDuration(behind: offset))
        case .reply: .raw(try readRaw(behind: offset))
        case .capabilities: .capabilities(try readKeywords())
        case .challenge: .challenge(try readQuoted()?.octets ?? [])
        case .authenticated: .authenticated(try readUser(behind: offset))
        case .malformed: .malformed(try readFault())
        }
    }

    private mutating func readQuoted() throws(PolicySyntaxError) -> Word? {
        guard try words.peekWord()?.isQuoted == true else { return nil }
        return try words.next()
    }

    private mutating func readRaw(behind offset: Int) throws(PolicySyntaxError) -> [UInt8] {
        guard let word = try readQuoted() else {
            throw words.error(#"reply takes octets in quotes: reply "250 OK\r\n""#, at: offset)
        }
        return word.octets
    }

    private mutating func readDuration(behind offset: Int) throws(PolicySyntaxError) -> UInt64 {
        guard let word = try words.next(), let milliseconds = DurationText.parse(word.text) else {
            throw words.error("delay takes a duration: 250ms, 5s, 2m, 1h", at: offset)
        }
        return milliseconds
    }

    private mutating func readUser(behind offset: Int) throws(PolicySyntaxError) -> String {
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
    private mutating func readPath(behind offset: Int) throws(PolicySyntaxError) -> [UInt8] {
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
