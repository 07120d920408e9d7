import SMTPGrammar

/// A line of a system log, from the program's name on: `postfix/smtpd[4711]: connect from …`.
struct SyslogLine {
    /// The program's name, without the parts before a slash: `smtpd`.
    let program: LineText
    /// The number of its process.
    let process: LineText
    /// What it says.
    let text: LineText

    /// Finds the program in a line; nil if there is none in the first 160 octets.
    ///
    /// One log can be in another: then the mail server's program counts.
    init?(_ line: LineText) {
        guard let entry = SyslogLine(first: line) else { return nil }
        if !entry.isMail, let inner = SyslogLine(first: entry.text), inner.isMail {
            self = inner
        } else {
            self = entry
        }
    }

    private var isMail: Bool {
        program.begins(with: "smtp") || program.begins(with: "lmtp") || program.equals("qmgr")
            || program.equals("cleanup") || program.equals("postscreen")
            || program.begins(with: "sm-") || program.begins(with: "sendmail")
    }

    private init?(first line: LineText) {
        guard let places = SyslogLine.places(in: line.span) else { return nil }
        let first = line.startIndex
        program = line[first + places.program..<first + places.process - 1]
        process = line[first + places.process..<first + places.end]
        text = line[(first + places.text)...]
    }

    /// Where the parts of a line begin, and where the number of the process ends.
    private struct Places {
        var program = 0
        var process = 0
        var end = 0
        var text = 0
    }

    private static func places(in line: Span<UInt8>) -> Places? {
        var places = Places()
        let limit = min(line.count, 160)
        var offset = 0
        while offset < limit {
            let octet = line[offset]
            if octet == ASCII.space || octet == UInt8(ascii: "/") {
                places.program = offset &+ 1
            } else if octet == ASCII.leftBracket, offset > places.program,
                let (end, text) = process(line, offset &+ 1)
            {
                (places.process, places.end, places.text) = (offset &+ 1, end, text)
                return places
            }
            offset &+= 1
        }
        return nil
    }

    /// Where the number of a process ends, and where the text after it begins.
    private static func process(_ line: Span<UInt8>, _ start: Int) -> (end: Int, text: Int)? {
        var index = start
        while index < line.count, line[index].isDigit { index += 1 }
        guard index > start, index - start < 11, line.count - index >= 2,
            line[index] == ASCII.rightBracket, line[index + 1] == ASCII.colon
        else { return nil }
        let text = index + 2
        let isBlank = text < line.count && line[text] == ASCII.space
        return (index, isBlank ? text + 1 : text)
    }
}

extension SyslogLine {
    /// Whether it says nothing of what a client or a server said, by its first words.
    var isSilent: Bool {
        if program.equals("qmgr") || program.equals("cleanup") || program.equals("pickup") {
            return true
        }
        return text.begins(with: "connect from ") || text.begins(with: "disconnect from ")
            || text.begins(with: "lost connection after ") || text.begins(with: "Anonymous TLS ")
    }
}

/// A host as Postfix writes it: `mx.example[192.0.2.1]`, `mx.example[192.0.2.1]:25`.
struct PostfixHost {
    /// Its address.
    let address: LineText
    /// What follows it.
    let rest: LineText

    /// Reads the host that a text begins with.
    init?(_ text: LineText) {
        guard let places = PostfixHost.places(in: text.span) else { return nil }
        let start = text.startIndex
        address = text[start + places.address.lowerBound..<start + places.address.upperBound]
        rest = text[(start + places.end)...]
    }

    /// Where the address of a host stands at the beginning of a text, and where the host ends.
    static func places(in text: Span<UInt8>) -> (address: Range<Int>, end: Int)? {
        let limit = min(text.count, 300)
        var open = 0
        while open < limit, text[open] != ASCII.leftBracket {
            guard text[open] != ASCII.space else { return nil }
            open &+= 1
        }
        var close = open
        while close < limit, text[close] != ASCII.rightBracket { close &+= 1 }
        guard close < limit else { return nil }
        return (open + 1..<close, endOfPort(text, close + 1))
    }

    /// Where a port ends, if there is one; it has few digits.
    private static func endOfPort(_ text: Span<UInt8>, _ start: Int) -> Int {
        guard start < text.count, text[start] == ASCII.colon else { return start }
        var end = start + 1
        while end < text.count, text[end].isDigit { end += 1 }
        return (2...16).contains(end - start) ? end : start
    }
}
