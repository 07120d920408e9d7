import SMTPGrammar

// What a line of SMTP looks like, whoever wrote it down.

extension ArraySlice where Element == UInt8 {
    /// The code that it begins with, if a reply can begin so: 2 to 5, two digits, then a blank, a hyphen
    /// or the end (RFC 5321 §4.2).
    @inline(__always)
    package var replyCode: Int? {
        guard count >= 3 else { return nil }
        let start = startIndex
        guard self[start] &- 0x32 < 4, self[start + 1] &- 0x30 < 6, self[start + 2].isDigit else {
            return nil
        }
        if count > 3 {
            let next = self[start + 3]
            guard next == ASCII.space || next == ASCII.hyphen || next == ASCII.tab else {
                return nil
            }
        }
        return Int(self[start] - 0x30) * 100 + Int(self[start + 1] - 0x30) * 10
            + Int(self[start + 2] - 0x30)
    }

    /// The further line of a reply with a code, which can stand after quoting or a time.
    package func replyLine(of code: [UInt8]) -> LineText? {
        if starts(with: code), replyCode != nil { return self }
        for index in indices.prefix(100).dropFirst() where self[index - 1] == ASCII.space {
            let rest = self[index...]
            if rest.starts(with: code), rest.replyCode != nil { return rest }
        }
        return nil
    }

    /// Whether further lines of the reply follow this one.
    @inline(__always)
    package var isContinuedReply: Bool { count > 3 && self[startIndex + 3] == ASCII.hyphen }

    /// Whether it begins with a verb that clients send, alone or before a blank or a colon.
    package var isCommand: Bool {
        var length = 0
        while length < count, length < 9, self[startIndex + length].isLetter { length += 1 }
        guard length >= 3, length <= 8 else { return false }
        if length < count {
            let next = self[startIndex + length]
            guard next == ASCII.space || next == ASCII.tab || next == ASCII.carriageReturn else {
                return false
            }
        }
        var word: UInt64 = 0
        for index in startIndex..<startIndex + length {
            word = word << 8 | UInt64(ASCII.uppercased(self[index]))
        }
        return CommandWords.all.contains(word)
    }
}

private enum CommandWords {
    /// The verbs, each as its letters, the last lowest.
    static let all: Set<UInt64> = Set(
        [
            "HELO", "EHLO", "LHLO", "MAIL", "RCPT", "DATA", "BDAT", "RSET", "NOOP", "QUIT", "VRFY",
            "EXPN", "HELP", "AUTH", "STARTTLS", "ETRN", "ATRN", "TURN", "SEND", "SOML", "SAML",
            "BURL", "XCLIENT", "XFORWARD",
        ].map { $0.utf8.reduce(0) { $0 << 8 | UInt64($1) } })
}
