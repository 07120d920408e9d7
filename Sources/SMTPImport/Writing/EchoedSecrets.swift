import SMTPGrammar

/// Hides what a server says of the credentials that its client sent.
///
///     C: AUTH PLAIN AHRpbQB0YW5zdGFhZg==
///     S: 535 5.7.8 tim: bad password tanstaaf      →  S: 535 5.7.8 tim: bad password ****
///
/// What is a secret follows from the client's octets, wherever in the conversation it is said again: as sent, or
/// decoded. Names of users are none.
struct EchoedSecrets {
    /// What is hidden, the longest first.
    private var secrets: [[UInt8]] = []
    /// The mechanism of the exchange, and which response comes next.
    private var mechanism = ""
    private var index = 0

    /// The secrets of a conversation.
    init(of conversation: RecordedConversation) {
        for turn in conversation.turns {
            guard case .sent(let write) = turn.event, !write.isRedacted else { continue }
            switch write.kind {
            case .line where write.octets[...].begins(withWord: "AUTH "):
                command(write.octets[...].withoutLineEnd)
            case .response: response(write.octets[...].withoutLineEnd)
            case .line, .text, .unstuffedText, .leftOutText, .chunk, .leftOutChunk: break
            }
        }
        secrets.sort { $0.count > $1.count }
    }

    /// Whether the client sent nothing that is a secret.
    var isEmpty: Bool { secrets.isEmpty }

    /// A line with stars in the place of secrets.
    func masked(_ line: [UInt8]) -> [UInt8] {
        secrets.reduce(line) { EchoedSecrets.masked($0, $1) }
    }

    private mutating func command(_ line: LineText) {
        let words = line.split(separator: ASCII.space)
        guard words.count > 1 else { return }
        mechanism = String(decoding: words[1].map(ASCII.uppercased), as: UTF8.self)
        index = 0
        if words.count > 2 {
            response(words[2])
        } else if !EchoedSecrets.isMechanism(words[1]) {
            // The client left the mechanism out.
            response(words[1])
        }
    }

    /// RFC 4422 §3.1: capitals, digits, hyphens and underscores; clients may write small letters.
    private static func isMechanism(_ word: LineText) -> Bool {
        let isCapital = word.allSatisfy { $0 & 0xE0 != 0x60 && $0 != ASCII.equals }
        return isCapital || word.equals("plain") || word.equals("login")
    }

    private mutating func response(_ line: LineText) {
        defer { index += 1 }
        // RFC 4954 §4: "=" is an empty response, "*" cancels.
        let word = line.trimmed
        guard word.count > 1, !(mechanism == "LOGIN" && index == 0) else { return }
        add(word)
        guard let message = try? Base64.decode(word) else { return }
        switch mechanism {
        // RFC 4616 §2: the password comes last, after a NUL.
        case "PLAIN", "LOGIN": add(message[...].split(separator: ASCII.nul).last ?? [])
        default:
            add(message[...])
            // RFC 7628 §3.1: a token stands after a blank, in a field that ends with octet 1.
            for field in message[...].split(separator: 0x01) {
                if let blank = field.lastIndex(of: ASCII.space) { add(field[(blank + 1)...]) }
            }
        }
    }

    private mutating func add(_ secret: LineText) {
        if !secret.isEmpty, !secrets.contains(Array(secret)) { secrets.append(Array(secret)) }
    }

    /// A line without one secret; a short one is looked for as a word only.
    private static func masked(_ line: [UInt8], _ secret: [UInt8]) -> [UInt8] {
        guard line.count >= secret.count + 4 else { return line }
        var result: [UInt8] = []
        var index = 0
        while index < line.count {
            let end = index + secret.count
            // The code is no echo.
            guard index >= 4, end <= line.count, line[index..<end].elementsEqual(secret),
                secret.count >= 4 || isWord(line, index, end)
            else {
                result.append(line[index])
                index += 1
                continue
            }
            result += Array("****".utf8)
            index = end
        }
        return result
    }

    private static func isWord(_ line: [UInt8], _ start: Int, _ end: Int) -> Bool {
        let isPart = { (octet: UInt8) in octet.isLetter || octet.isDigit || octet >= 0x80 }
        return !isPart(line[start - 1]) && (end == line.count || !isPart(line[end]))
    }
}

extension RecordedConversation {
    /// The conversation without what the server said of its client's secrets.
    var withoutEchoes: RecordedConversation {
        let secrets = EchoedSecrets(of: self)
        guard !secrets.isEmpty else { return self }
        var result = self
        for index in turns.indices {
            guard case .reply(var reply) = turns[index].event else { continue }
            reply.lines = reply.lines.map(secrets.masked)
            result.turns[index].event = .reply(reply)
        }
        return result
    }
}
