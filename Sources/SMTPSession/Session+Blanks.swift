import SMTPGrammar

// RFC 5321 §4.1.1: the words of a command are one SP apart.

extension Session {
    /// Where the argument begins, after the word at an offset and a blank; without one, the line's end.
    ///
    /// Nil if there are too many blanks, and the client was told.
    mutating func startOfArgument(
        _ line: Span<UInt8>, from word: Int = 0, _ outputs: inout [Output]
    ) -> Int? {
        let end = word + Session.endOfVerb(line.extracting(word..<line.count))
        let start = min(end + 1, line.count)
        guard start < line.count, line[start] == ASCII.space else { return start }
        guard permitsBlank(at: start, &outputs) else { return nil }
        return Session.endOfBlanks(line, from: start)
    }

    /// Lets a blank too many pass with a note, or refuses it.
    mutating func permitsBlank(at offset: Int, _ outputs: inout [Output]) -> Bool {
        permits(.extraBlank, at: offset, fault: SyntaxError(at: offset, .extraBlank), &outputs)
    }

    static func endOfBlanks(_ line: Span<UInt8>, from start: Int) -> Int {
        var end = start
        while end < line.count, line[end] == ASCII.space { end += 1 }
        return end
    }
}
