import Testing

@testable import SMTPGrammar

/// A message read octet by octet, the plain way.
private func read(
    _ text: [UInt8], portions: [Int], endsAtLineFeed: Bool = false, lineLimit: Int = 1_000
) -> (content: [UInt8], rest: [UInt8]?, scanner: ContentScanner) {
    var scanner = ContentScanner(lineLimit: lineLimit, endsAtLineFeed: endsAtLineFeed)
    var content: [UInt8] = []
    var begin = 0
    for end in portions + [text.count] where end > begin {
        let portion = Array(text[begin..<end])
        var offset = 0
        while let piece = scanner.next(portion.span, from: offset) {
            offset = scanner.position
            switch piece {
            case .text(let range): content += portion[range]
            case .heldCarriageReturn: content.append(13)
            case .end: return (content, Array(portion[offset...]) + text[end...], scanner)
            }
        }
        begin = end
    }
    return (content, nil, scanner)
}

@Suite("Message text")
struct ContentScannerTests {
    @Test(
        "ends at CR LF dot CR LF, with stuffed dots taken out",
        arguments: [
            (".\r\n", "", ""),
            ("a\r\n.\r\nNOOP\r\n", "a\r\n", "NOOP\r\n"),
            ("..a\r\n.\r\n", ".a\r\n", ""),
            (".a\r\n...\r\n.\r\n", "a\r\n..\r\n", ""),
            ("\r\n.\r\n", "\r\n", ""),
            (".\r.\r\n.\r\n", "\r.\r\n", ""),
        ])
    func ends(text: String, content: String, rest: String) {
        let whole = read(Array(text.utf8), portions: [])
        #expect(whole.content == Array(content.utf8))
        #expect(whole.rest == Array(rest.utf8))
        #expect(whole.scanner.octets == UInt64(content.utf8.count))
    }

    @Test(
        "does not end at any other dot",
        arguments: [
            "\n.\n", "\n.\r", "\r.\n", "\r.\r", "\n.\r\n", "\r.\r\n", "\r\n\0.\r\n", "\r\n.\r",
            "\r\n.\n", "\r\n.\r\r\n",
        ])
    func doesNotEnd(end: String) {
        let text = Array("a\(end)MAIL FROM:<b@c>\r\n.\r\n".utf8)
        for cut in 0...text.count {
            let message = read(text, portions: [cut])
            #expect(message.rest == [])
            let content = String(decoding: message.content, as: UTF8.self)
            #expect(content.contains("MAIL FROM:<b@c>"))
        }
    }

    @Test("ends at lone line feeds only when told to")
    func endsAtLineFeed() {
        let text = Array("a\n.\nb\r\n.\r\n".utf8)
        #expect(read(text, portions: []).rest == [])
        let open = read(text, portions: [], endsAtLineFeed: true)
        #expect(open.rest == Array("b\r\n.\r\n".utf8))
        #expect(open.scanner.findings.contains(.lineFeedEnd))
    }

    @Test("reads the same however it is cut, and by blocks as by octets")
    func cutsAndBlocks() {
        var random = SystemRandomNumberGenerator()
        let alphabet: [UInt8] = [13, 10, 46, 97, 98, 99, 100, 101, 102, 103, 0, 200]
        for round in 0..<4_000 {
            let plainness = UInt32(round % 40) * 10
            let text = (0..<Int.random(in: 0...700, using: &random)).map { _ -> UInt8 in
                random.next(upperBound: UInt32(12 + plainness)) < 12
                    ? alphabet[Int.random(in: 0..<12, using: &random)] : 120
            }
            // About as long as the lines are, so that some of them are too long.
            let limit = 200 + round % 70
            let octetwise = read(text, portions: Array(0..<text.count), lineLimit: limit)
            let whole = read(text, portions: [], lineLimit: limit)
            let place = Int.random(in: 0...text.count, using: &random)
            let cut = read(text, portions: [place], lineLimit: limit)
            for other in [whole, cut] {
                #expect(other.content == octetwise.content)
                #expect(other.rest == octetwise.rest)
                #expect(other.scanner.findings == octetwise.scanner.findings)
                #expect(other.scanner.octets == octetwise.scanner.octets)
                if octetwise.rest == nil {
                    #expect(other.scanner.state == octetwise.scanner.state)
                    #expect(other.scanner.lineLength == octetwise.scanner.lineLength)
                }
            }
        }
    }

    @Test("reads lines that begin with dots the same however they are cut", arguments: 0..<300)
    func lines(round: Int) {
        var random = SystemRandomNumberGenerator()
        let text = (0..<12).flatMap { _ -> [UInt8] in
            let dots = Int.random(in: 0...3, using: &random) == 0 ? [UInt8](".".utf8) : []
            let length = Int.random(in: 0...90, using: &random)
            return dots + [UInt8](repeating: 120, count: length) + [13, 10]
        }
        let octetwise = read(text, portions: Array(0..<text.count))
        for place in [0, Int.random(in: 0...text.count, using: &random)] {
            let other = read(text, portions: [place])
            #expect(other.content == octetwise.content)
            #expect(other.rest == octetwise.rest)
            #expect(other.scanner.findings == octetwise.scanner.findings)
            #expect(other.scanner.octets == octetwise.scanner.octets)
        }
    }

    @Test("finds the same in counted text however it is cut", arguments: 0..<300)
    func counted(round: Int) {
        var random = SystemRandomNumberGenerator()
        let text = (0..<Int.random(in: 60...400, using: &random)).map { _ -> UInt8 in
            let special: [UInt8] = [13, 10, 46, 0, 200]
            let isSpecial = Int.random(in: 0...round / 5, using: &random) == 0
            return isSpecial ? special[Int.random(in: 0..<5, using: &random)] : 120
        }
        let octetwise = look(at: text, cutAt: Array(0..<text.count))
        let place = Int.random(in: 0...text.count, using: &random)
        for cut in [[], [place]] {
            #expect(look(at: text, cutAt: cut) == octetwise)
        }
    }

    @Test("a CR and an LF in two counted portions are a whole line end")
    func countedLineEnd() {
        let line = [UInt8](repeating: 97, count: 200)
        #expect(look(at: line + [13, 10] + line, cutAt: [201]).findings == [])
        #expect(look(at: line + [13] + line, cutAt: [201]).findings == .bareCarriageReturn)
        #expect(look(at: line + [10] + line, cutAt: [200]).findings == .bareLineFeed)
    }

    /// What counted text is found to hold, where each portion has other octets around it.
    private func look(at text: [UInt8], cutAt cuts: [Int]) -> ContentScanner {
        var scanner = ContentScanner(countedWithLineLimit: 1_000)
        var begin = 0
        for end in cuts + [text.count] where end > begin {
            let surrounded = [13, 10] + text[begin..<end] + [46, 13]
            scanner.look(at: surrounded.span.extracting(2..<(surrounded.count - 2)))
            begin = end
        }
        return scanner
    }

    @Test("finds nothing in what follows the end", arguments: [0, 1, 62, 63, 64, 200])
    func octetsBehindTheEnd(before: Int) {
        let message = [UInt8](repeating: 97, count: before) + Array("\r\n.\r\n".utf8)
        let rest: [UInt8] = [200, 0, 10, 13] + [UInt8](repeating: 98, count: 100)
        let result = read(message + rest, portions: [])
        #expect(result.rest == rest)
        #expect(result.scanner.findings == [])
    }

    @Test("finds a line too long at 1001 octets and not at 1000", arguments: [0, 1, 63, 64, 500])
    func longLine(before: Int) {
        let lead = [UInt8](repeating: 97, count: before) + [13, 10]
        for (length, isLong) in [(998, false), (999, true), (3_000, true)] {
            let text = lead + [UInt8](repeating: 98, count: length) + [13, 10] + lead
            #expect(read(text, portions: []).scanner.findings == (isLong ? [.longLine] : []))
            let dotted = lead + [46] + [UInt8](repeating: 46, count: length) + [13, 10]
            #expect(read(dotted, portions: []).scanner.findings == (isLong ? [.longLine] : []))
        }
    }
}
