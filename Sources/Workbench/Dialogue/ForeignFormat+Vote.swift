extension ForeignFormat {
    /// As many lines are looked at.
    private static let mostLines = 400
    /// A line is looked at so far: marks stand near its beginning.
    private static let mostOctets = 200

    /// The format of a transcript, by a vote of its lines; nil for SMTP as a client sends it.
    ///
    /// Message text does not vote: a mail may well quote a log.
    package static func recognise(_ lines: some Sequence<[UInt8]>) -> ForeignFormat? {
        var votes = [Int](repeating: 0, count: all.count)
        var count = 0
        var isText = false
        var mayRefuse = false
        for line in lines.prefix(mostLines) where !line.isEmpty {
            // What follows DATA is text, unless the server is seen to refuse it.
            if isText, !(mayRefuse && ServerLine.isLikely(line) && line.first != 0x33) {
                isText = line != [UInt8(ascii: ".")]
                mayRefuse = false
                continue
            }
            isText = beginsText(line)
            mayRefuse = isText
            count += 1
            let text = beginning(of: line)
            for index in all.indices { votes[index] += all[index].votes(of: text, line) }
        }
        return winner(votes, of: count)
    }

    /// The format that a single line shows for certain.
    static func recognise(line: [UInt8]) -> ForeignFormat? {
        let text = beginning(of: line)
        return all.first { format in
            !ServerLine.isLikely(line) && format.votes(of: text, line) > 0
        }
    }

    /// Several lines have to agree: a client may send strange things.
    private static func winner(_ votes: [Int], of count: Int) -> ForeignFormat? {
        guard let most = votes.max(), most >= 4, let best = votes.firstIndex(of: most) else {
            return nil
        }
        return all[best].hasOwnSigns || most * 3 >= count * 2 ? all[best] : nil
    }

    private var hasOwnSigns: Bool { !signs.isEmpty }

    /// A line with a direction counts for two, another one of that program for one.
    private func votes(of text: String, _ line: [UInt8]) -> Int {
        if (client + server).contains(where: { fits(text, $0) }) { return 2 }
        if hasBareReplies, ServerLine.isLikely(line) { return signs.isEmpty ? 2 : 1 }
        return signs.contains { fits(text, $0) } ? 2 : 0
    }

    private func fits(_ text: String, _ mark: String) -> Bool {
        mayFollowText ? text.contains(mark) : text.hasPrefix(mark)
    }

    private static func beginning(of line: [UInt8]) -> String {
        let text = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        return String(decoding: text.prefix(mostOctets), as: UTF8.self)
    }

    private static func beginsText(_ line: [UInt8]) -> Bool {
        line.count == 4 && String(decoding: line, as: UTF8.self).uppercased() == "DATA"
    }
}
