import SMTPGrammar

/// What `tcpflow -c` prints: each segment after the two ends of its connection.
///
///     192.000.002.001.00025-192.000.002.007.40000: 220 mx.example ESMTP
struct TcpflowOutput: TranscriptFormat {
    static let description = FormatDescription(
        word: "tcpflow", name: "output of tcpflow", client: "`FROM-TO: ` before a segment",
        server: "the same, the other way round",
        remark: "All octets and the extent of each write are there. Who greets, is the server.",
        example: """
            192.000.002.001.00025-192.000.002.007.40000: 220 mx.example ESMTP

            192.000.002.007.40000-192.000.002.001.00025: EHLO client.example

            """)

    static func vote(_ line: LineText) -> FormatVote {
        Flow(TcpflowColour.plain(line)) == nil ? .none : .certain
    }

    private var book = StreamBook()
    private var block: (flow: Flow, octets: [UInt8], line: Int)?

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        var text = TcpflowColour.plain(line.octets)
        if let flow = Flow(text) {
            endBlock(into: &sink)
            block = (flow, [], line.number)
            text = flow.text
        }
        guard block != nil else { return }
        block?.octets += text
        if line.endsInReturn { block?.octets.append(ASCII.carriageReturn) }
        block?.octets.append(ASCII.lineFeed)
        if let size = block?.octets.count, size > StreamMeasure.longest { endBlock(into: &sink) }
    }

    mutating func finish(into sink: inout ConversationSink) {
        endBlock(into: &sink)
        book.finish(into: &sink)
    }

    private mutating func endBlock(into sink: inout ConversationSink) {
        guard let (flow, octets, line) = block else { return }
        block = nil
        book.take(
            TcpflowBlock.portion(octets, line: line), from: flow.isInOrder ? 0 : 1, of: flow.key,
            flow.ends, into: &sink)
    }

    /// The two ends in front of a segment.
    struct Flow {
        /// The same for both directions.
        var key: [UInt8]
        /// Whether the end that sorts first sent it.
        var isInOrder: Bool
        /// What follows them.
        var text: LineText
        private var from: LineText
        private var to: LineText

        init?(_ line: LineText) {
            guard let hyphen = line.prefix(48).firstIndex(of: ASCII.hyphen),
                let colon = line.offset(of: ": ", within: 100), colon > hyphen
            else { return nil }
            from = line[..<hyphen]
            to = line[(hyphen + 1)..<colon]
            guard Flow.isEnd(from), Flow.isEnd(to) else { return nil }
            text = line[(colon + 2)...]
            isInOrder = from.lexicographicallyPrecedes(to)
            key = Array(isInOrder ? from + to : to + from)
        }

        /// The ends, the one that sorts first in front.
        var ends: [StreamPair.End] { (isInOrder ? [from, to] : [to, from]).map(Flow.end) }

        /// An address and a port of five digits: `192.000.002.001.00025`.
        private static func isEnd(_ text: LineText) -> Bool {
            guard text.count >= 9, text.suffix(5).allSatisfy(\.isDigit),
                text[text.endIndex - 6] == ASCII.dot
            else { return false }
            return text.allSatisfy {
                $0.isDigit || $0 == ASCII.dot || $0 == ASCII.colon || ($0 | 0x20) &- 0x61 < 6
            }
        }

        private static func end(_ text: LineText) -> StreamPair.End {
            let host = text.dropLast(6)
            let parts = host.split(separator: ASCII.dot).compactMap { $0.leadingNumber?.value }
            let address =
                parts.count == 4 ? parts.map(String.init).joined(separator: ".") : host.string
            return StreamPair.End(address: address, port: text.suffix(5).leadingNumber?.value)
        }
    }
}

/// A segment as tcpflow prints it: its octets, and a line feed after them.
enum TcpflowBlock {
    /// The octets of a block that was joined from lines.
    static func portion(_ octets: [UInt8], line: Int) -> StreamPortion {
        var octets = octets
        if octets.last == ASCII.lineFeed { octets.removeLast() }
        // A copy may have lost the empty line after a segment, or all its carriage returns.
        let isExact = octets.suffix(2).elementsEqual([ASCII.carriageReturn, ASCII.lineFeed])
        if !isExact {
            if octets.last == ASCII.carriageReturn {
                octets.append(ASCII.lineFeed)
            } else if !octets.contains(ASCII.carriageReturn) {
                if octets.last != ASCII.lineFeed { octets.append(ASCII.lineFeed) }
                octets = StreamMeasure.withReturns(octets)
            }
        }
        return StreamPortion(octets: octets[...], line: line, isExact: isExact)
    }
}
