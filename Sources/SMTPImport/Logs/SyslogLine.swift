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
    init?(_ line: LineText) {
        var start = line.startIndex
        let limit = min(line.endIndex, line.startIndex + 160)
        var index = start
        while index < limit {
            switch line[index] {
            case ASCII.space, UInt8(ascii: "/"): start = index + 1
            case ASCII.leftBracket:
                if index > start, let found = SyslogLine.process(line, index + 1) {
                    program = line[start..<index]
                    process = line[(index + 1)..<found.end]
                    text = line[found.text...]
                    return
                }
            default: break
            }
            index += 1
        }
        return nil
    }

    /// Where the number of a process ends, and where the text after it begins.
    private static func process(_ line: LineText, _ start: Int) -> (end: Int, text: Int)? {
        var index = start
        while index < line.endIndex, line[index].isDigit { index += 1 }
        guard index > start, index - start < 11, line.endIndex - index >= 2,
            line[index] == ASCII.rightBracket, line[index + 1] == ASCII.colon
        else { return nil }
        let text = index + 2
        let isBlank = text < line.endIndex && line[text] == ASCII.space
        return (index, isBlank ? text + 1 : text)
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
        let limit = text.prefix(300)
        guard let open = limit.firstIndex(of: ASCII.leftBracket),
            let close = limit[open...].firstIndex(of: ASCII.rightBracket)
        else { return nil }
        guard !limit[..<open].contains(ASCII.space) else { return nil }
        address = text[(open + 1)..<close]
        var rest = text[(close + 1)...]
        if let port = rest.after(":")?.leadingNumber { rest = port.rest }
        self.rest = rest
    }
}
