import SMTPGrammar

/// Where the parts of a line of a system log stand, as offsets: `postfix/smtpd[4711]: connect from …`.
struct SyslogPlaces {
    /// Where the program's name begins, without the parts before a slash.
    private(set) var program: Int
    /// Where the number of its process begins; the name ends at the bracket before.
    private(set) var process: Int
    /// Where the number ends.
    private(set) var end: Int
    /// Where what it says begins.
    private(set) var text: Int

    /// Finds the program in a line; nil if there is none in the first 160 octets.
    ///
    /// One log can be in another: then the mail server's program counts.
    init?(_ line: Span<UInt8>) {
        guard let places = SyslogPlaces.first(in: line) else { return nil }
        self = places
        guard !isMail(in: line) else { return }
        let rest = line.extracting(places.text...)
        guard var inner = SyslogPlaces.first(in: rest), inner.isMail(in: rest) else { return }
        inner.move(by: places.text)
        self = inner
    }

    private init(program: Int, process: Int, end: Int, text: Int) {
        self.program = program
        self.process = process
        self.end = end
        self.text = text
    }

    private mutating func move(by offset: Int) {
        program += offset
        process += offset
        end += offset
        text += offset
    }

    /// Whether the program's name is a text.
    func isProgram(_ name: StaticString, in line: Span<UInt8>) -> Bool {
        process - 1 - program == name.utf8CodeUnitCount && begins(with: name, in: line)
    }

    private func begins(with name: StaticString, in line: Span<UInt8>) -> Bool {
        guard line.count - program >= name.utf8CodeUnitCount else { return false }
        for offset in 0..<name.utf8CodeUnitCount
        where line[program + offset] != name.utf8Start[offset] { return false }
        return true
    }

    private func isMail(in line: Span<UInt8>) -> Bool {
        begins(with: "smtp", in: line) || begins(with: "lmtp", in: line)
            || isProgram("qmgr", in: line) || isProgram("cleanup", in: line)
            || isProgram("postscreen", in: line) || begins(with: "sm-", in: line)
            || begins(with: "sendmail", in: line)
    }

    private static func first(in line: Span<UInt8>) -> SyslogPlaces? {
        let start = line.extracting(first: 160)
        var after = 0
        while let bracket = LineScanner.first(ASCII.leftBracket, in: start, from: after) {
            after = bracket + 1
            var program = bracket
            while program > 0, line[program - 1] != ASCII.space,
                line[program - 1] != UInt8(ascii: "/")
            {
                program -= 1
            }
            guard program < bracket, let (end, text) = process(line, after) else { continue }
            return SyslogPlaces(program: program, process: after, end: end, text: text)
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
