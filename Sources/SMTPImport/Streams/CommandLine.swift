import SMTPGrammar

/// What can be seen of a command without judging it: its verb, and how many octets follow it.
struct CommandLine {
    /// The verb; nil for anything else.
    let verb: Verb?
    private let words: ArraySlice<ArraySlice<UInt8>>

    /// Looks at a line, with or without its line end.
    init(_ line: some Collection<UInt8>) {
        let words = Array(line.prefix(256)).split {
            $0 == ASCII.space || $0 == ASCII.tab || $0 == ASCII.carriageReturn
                || $0 == ASCII.lineFeed
        }
        verb = words.first.flatMap { word in
            let word = Array(word)
            return Verb(word.span, in: 0..<word.count)
        }
        self.words = words.dropFirst()
    }

    /// The size of the chunk that follows a BDAT (RFC 3030 §2); 0 for other commands.
    var chunkSize: Int {
        guard verb == .bdat, let word = words.first, word.count <= 18 else { return 0 }
        return Int(String(decoding: word, as: UTF8.self)).map { max(0, $0) } ?? 0
    }

    /// Whether a line is an AUTH with an initial response (RFC 4954 §4).
    static func hasCredentials(_ line: [UInt8]) -> Bool {
        guard line[...].withoutLeadingBlanks.begins(withWord: "AUTH") else { return false }
        let command = CommandLine(line)
        return command.verb == .auth && command.words.count > 1
    }
}
