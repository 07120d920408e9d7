import SMTPGrammar

/// The marks of a log that is in no known format, learned from what stands before commands and before replies.
///
///     [10:20:30] ESMTP> EHLO client.example          what is the same before all commands, the client's
///     [10:20:30] ESMTP< 250 mx.example               what is the same before all replies, the server's
struct LearnedMarks {
    /// So many shapes of marks are kept for a side.
    private static let mostShapes = 8
    /// So many lines are needed to see marks.
    private static let leastLines = 3

    /// What stands before the lines of both sides, what has most parts first.
    let prefixes: [LinePrefix]
    /// How many of the lines had a mark, or were unmarked lines of the side that has none.
    let lines: Int

    /// The marks that commands and replies have; nil if they have none, or the same.
    init?(_ lines: [LineText]) {
        let (spoken, rests) = LearnedMarks.spoken(lines)
        let client = spoken.filter { $0.side == .client }
        let server = spoken.filter { $0.side == .server }
        // A mark may begin as that of the other side: what has more parts is looked for first.
        let shapes =
            (LearnedMarks.shapes(of: client, besides: server)
            + LearnedMarks.shapes(of: server, besides: client))
            .sorted { $0.parts.count > $1.parts.count }
        let isMarked = { (line: SpokenLine) in
            shapes.first { $0.match(line.whole) != nil }?.side == line.side
        }
        let known = spoken.filter { isMarked($0) || $0.isUnmarked }
        let sides = Set(known.map(\.side))
        // What begins with a command and no mark is what a client sends, whatever comes in it.
        let isSent = spoken.first.map { $0.side == .client && $0.isUnmarked } ?? true
        guard !isSent, !shapes.isEmpty, sides.count == 2, known.count >= LearnedMarks.leastLines,
            known.count * 4 >= spoken.count * 3
        else { return nil }
        let tail = LearnedMarks.tail(of: known.map(\.said))
        prefixes = LearnedMarks.keyed(shapes, by: known).map { shape in
            var shape = shape
            shape.tail = tail
            return shape
        }
        self.lines = known.count + rests
    }

    /// The lines that say something, but for those that go on with a reply and have no mark; and how many these are.
    private static func spoken(_ lines: [LineText]) -> (lines: [SpokenLine], rests: Int) {
        var spoken: [SpokenLine] = []
        var rests = 0
        var rest: LineText?
        for line in lines {
            if let code = rest, line.starts(with: code), line.replyCode != nil {
                if !line.isContinuedReply { rest = nil }
                rests += 1
                continue
            }
            rest = nil
            guard let said = SpokenLine(line) else { continue }
            if said.side == .server, said.said.isContinuedReply { rest = said.said.prefix(3) }
            spoken.append(said)
        }
        return (spoken, rests)
    }

    /// The shapes of what stands before the lines of a side, none of which could be the other's.
    private static func shapes(of lines: [SpokenLine], besides others: [SpokenLine]) -> [LinePrefix]
    {
        // A side has marks or none: what stands before a few of its lines is something else.
        guard lines.count(where: \.isUnmarked) * 4 <= lines.count else { return [] }
        let fits = { (shape: LinePrefix) in others.count { shape.fits($0) } }
        var shapes: [LinePrefix] = []
        for line in lines where !line.isUnmarked {
            let shape = LinePrefix(line.mark)
            let isKnown = shapes.indices.contains { index in
                var merged = shapes[index]
                guard merged.merge(shape) else { return false }
                guard merged.parts == shapes[index].parts || fits(merged) <= fits(shapes[index])
                else { return false }
                shapes[index] = merged
                return true
            }
            if !isKnown, shapes.count < 64 { shapes.append(shape) }
        }
        // A number in front of a mark can look like a code now and then, and so can message text.
        let known = shapes.filter { $0.lines * 10 >= lines.count && fits($0) < $0.lines }
            .sorted { $0.lines > $1.lines }.prefix(mostShapes)
        return known.map { shape in
            var shape = shape
            shape.side = lines.first?.side
            return shape
        }
    }

    /// The shapes with the part that distinguishes conversations, if lines of several are interleaved: one whose
    /// values come back, each for a conversation.
    private static func keyed(_ shapes: [LinePrefix], by lines: [SpokenLine]) -> [LinePrefix] {
        let count = shapes.map(\.parts.count).min() ?? 0
        for part in (0..<count).reversed()
        where shapes.allSatisfy({ PrefixSearch.canBeKey(part, of: $0) }) {
            let keyed = shapes.map { shape in
                var shape = shape
                shape.keyPart = part
                return shape
            }
            let found = lines.compactMap { line in
                keyed.lazy.compactMap { $0.match(line.whole)?.key }.first.map { ($0, line) }
            }
            guard PrefixSearch.isInterleaved(found.map(\.0)) else { continue }
            let groups = Dictionary(grouping: found, by: \.0).values.map { $0.map(\.1) }
            if areConversations(groups) { return keyed }
        }
        return shapes
    }

    /// Whether most of these begin with a greeting, and have both sides.
    private static func areConversations(_ groups: [[SpokenLine]]) -> Bool {
        let greeted = groups.count { $0.first?.isGreeting == true }
        let whole = groups.count { Set($0.map(\.side)).count == 2 }
        return greeted * 5 >= groups.count * 3 && whole * 5 >= groups.count * 4
    }

    /// How programs write the end of a line.
    fileprivate static let ends = ["<CRLF>", "\\r\\n", "\\n"].map { Array($0.utf8) }

    /// Whether an octet can stand after what was said.
    fileprivate static func isTail(_ octet: UInt8) -> Bool { "\"',;| \t".utf8.contains(octet) }

    /// What stands after each line, such as the quote that a mark opens, or a written line end: commands such as QUIT
    /// have nothing in common with replies at their ends.
    private static func tail(of lines: [LineText]) -> [UInt8] {
        guard lines.count >= leastLines, let first = lines.first else { return [] }
        for end in ends where lines.allSatisfy({ $0.suffix(end.count).elementsEqual(end) }) {
            return end
        }
        var tail: [UInt8] = []
        for octet in first.suffix(8).reversed() {
            guard isTail(octet) else { break }
            let longer = [octet] + tail
            guard lines.allSatisfy({ $0.suffix(longer.count).elementsEqual(longer) }) else { break }
            tail = longer
        }
        return tail
    }
}

/// A line with a command or a reply in it that nothing else looks like.
private struct SpokenLine {
    /// A command is looked for so far.
    private static let mostOctets = 160

    let whole: LineText
    let side: RecordedSide
    /// What stands before what was said.
    let mark: LineText
    /// The same, as a shape.
    let said: LineText

    var isUnmarked: Bool { mark.isEmpty }

    /// Whether a server can begin so (RFC 5321 §4.3.2, §3.8).
    var isGreeting: Bool { side == .server && [220, 421, 554].contains(said.replyCode) }

    /// Nil if nothing is said in a line, or it is not clear by whom.
    init?(_ line: LineText) {
        let end = min(line.endIndex, line.startIndex + SpokenLine.mostOctets)
        var found: (index: Int, side: RecordedSide)?
        for index in line.startIndex..<end
        where index == line.startIndex || !line[index - 1].isWordOctet {
            let rest = line[index...]
            if rest.isSurelyCommand {
                // A reply that quotes a command, or a number before one.
                guard found == nil else { return nil }
                found = (index, .client)
                break
            }
            if found == nil, rest.replyCode != nil { found = (index, .server) }
        }
        guard let (index, side) = found else { return nil }
        whole = line
        self.side = side
        mark = line[..<index]
        said = line[index...]
    }
}

extension LinePrefix {
    /// Whether a line of the other side, which has a mark, could be one with this.
    fileprivate func fits(_ line: SpokenLine) -> Bool {
        guard let (rest, _) = match(line.whole) else { return false }
        // A mark of the other side that goes on after this is told apart by being looked for first.
        return rest.startIndex >= line.said.startIndex
    }
}

extension ArraySlice where Element == UInt8 {
    /// Whether it begins with a command as clients write it, and not with prose.
    fileprivate var isSurelyCommand: Bool {
        guard let first, first.isLetter else { return false }
        let greetings: [StaticString] = ["EHLO ", "HELO ", "LHLO "]
        if greetings.contains(where: { begins(withWord: $0) }) {
            return dropFirst(5).first.map { $0.isWordOctet || $0 == ASCII.leftBracket } == true
        }
        if begins(withWord: "MAIL FROM:") || begins(withWord: "RCPT TO:") { return true }
        let alone: [StaticString] = ["STARTTLS", "DATA", "QUIT", "RSET"]
        return alone.contains { word in
            guard let rest = after(word) else { return false }
            return rest.allSatisfy(LearnedMarks.isTail)
                || LearnedMarks.ends.contains { rest.elementsEqual($0) }
        }
    }
}

extension UInt8 {
    fileprivate var isWordOctet: Bool { isLetter || isDigit || self >= 0x80 }
}
