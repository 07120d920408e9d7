import SMTPGrammar

/// What a source was put into as a whole, line by line: an object of JSON for each, the colours of a terminal, line
/// breaks of a web page, blanks up to a column, an empty line after each.
///
///     {"log":"C: EHLO client.example\n","stream":"stderr","time":"2026-11-22T07:55:01Z"}
///     \e[32mC: EHLO client.example\e[0m
///     C: EHLO client.example<br>
struct SourceWrapping {
    /// What ends a line in a web page.
    private static let breaks: [StaticString] = ["<br>", "<br/>", "<br />", "<BR>"]
    /// So many lines show it.
    private static let leastLines = 3

    /// The member of each object that has the line.
    private var member: String?
    private var hasColours = false
    private var hasBreaks = false
    /// Whether blanks were put after each line, up to a column.
    private(set) var hasBlanks = false
    /// Whether an empty line follows each.
    private(set) var isDoubleSpaced = false

    init(_ lines: [LineText]) {
        isDoubleSpaced = SourceWrapping.isDoubleSpaced(lines)
        var said = lines.filter { !$0.withoutTrailingBlanks.isEmpty }
        guard said.count >= SourceWrapping.leastLines else { return }
        member = SourceWrapping.member(of: said)
        if member != nil { said = said.map(plain) }
        hasColours =
            said.isMostly { $0.contains(TerminalColour.escape) } && !TerminalColour.tellsSides(said)
        if hasColours { said = said.map(plain) }
        hasBreaks = said.isMostly { line in
            SourceWrapping.breaks.contains { line.withoutTrailingBlanks.ends(in: $0) }
        }
        if hasBreaks { said = said.map(plain) }
        hasBlanks = said.isMostly { $0.last == ASCII.space || $0.last == ASCII.tab }
    }

    /// Whether there is nothing to undo.
    var isNone: Bool {
        member == nil && !hasColours && !hasBreaks && !hasBlanks && !isDoubleSpaced
    }

    /// A line without what it was put into.
    func plain(_ line: LineText) -> LineText {
        var line = line
        if let member { line = SourceWrapping.content(of: member, in: line) ?? line }
        if hasColours { line = TerminalColour.plain(line) }
        if hasBreaks {
            let text = line.withoutTrailingBlanks
            let found = SourceWrapping.breaks.first { text.ends(in: $0) }
            if let found { line = text.dropLast(found.utf8CodeUnitCount) }
        }
        while line.last == ASCII.carriageReturn { line = line.dropLast() }
        return hasBlanks ? line.withoutTrailingBlanks : line
    }
}

extension SourceWrapping {
    /// Members that logs have their lines in.
    private static let members = [
        "log", "message", "msg", "MESSAGE", "@message", "line", "text", "textPayload", "content",
    ]

    /// The member that most lines have a text in, if they are objects.
    private static func member(of lines: [LineText]) -> String? {
        guard lines.isMostly({ $0.first == UInt8(ascii: "{") }) else { return nil }
        return members.first { name in lines.isMostly { content(of: name, in: $0) != nil } }
    }

    private static func content(of member: String, in line: LineText) -> LineText? {
        guard line.first == UInt8(ascii: "{"), let octets = JSONText(line)?[member]?.octets else {
            return nil
        }
        var text = octets[...]
        while text.last == ASCII.lineFeed || text.last == ASCII.carriageReturn { text.removeLast() }
        return text.contains(ASCII.lineFeed) ? nil : text
    }

    private static func isDoubleSpaced(_ lines: [LineText]) -> Bool {
        guard let start = lines.firstIndex(where: { !$0.isEmpty }) else { return false }
        let rest = lines[start...]
        guard rest.count >= 8 else { return false }
        // Pairs of a line and an empty one; an empty line that was there before is a pair of two.
        let second = stride(from: start + 1, to: lines.endIndex, by: 2).map { lines[$0] }
        return second.allSatisfy(\.isEmpty)
    }
}

/// The escape sequences of a terminal, as programs colour their lines with.
enum TerminalColour {
    static let escape: UInt8 = 0x1B

    /// A line without sequences such as `ESC [ 3 2 m` (ECMA-48 §5.4).
    static func plain(_ line: LineText) -> LineText {
        guard line.contains(escape) else { return line }
        var octets: [UInt8] = []
        octets.reserveCapacity(line.count)
        var rest = line
        while let first = rest.popFirst() {
            guard first == escape, rest.first == ASCII.leftBracket else {
                octets.append(first)
                continue
            }
            rest = rest.dropFirst().drop { (0x20..<0x40).contains($0) }.dropFirst()
        }
        return octets[...]
    }

    /// Whether colours alone tell commands from replies, as in the output of tcpflow.
    static func tellsSides(_ lines: [LineText]) -> Bool {
        var client: Set<[UInt8]> = []
        var server: Set<[UInt8]> = []
        for line in lines where line.first == escape {
            let text = plain(line)
            let colour = Array(line.prefix { $0 != UInt8(ascii: "m") })
            if text.replyCode != nil { server.insert(colour) }
            if text.isCommand { client.insert(colour) }
        }
        return !client.isEmpty && !server.isEmpty && client.isDisjoint(with: server)
    }
}

extension Array where Element == LineText {
    /// Whether nine of ten lines are so.
    fileprivate func isMostly(_ isSo: (LineText) -> Bool) -> Bool {
        count { isSo($0) } * 10 >= count * 9
    }
}
