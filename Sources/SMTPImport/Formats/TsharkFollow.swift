import SMTPGrammar

/// What `tshark -q -z follow,tcp,ascii,0` prints; `hex` and `raw` in place of `ascii` too.
///
///     Follow: tcp,ascii
///     Node 0: 192.0.2.7:40000
///     Node 1: 192.0.2.1:25
///     →29
///     220 mx.example ESMTP …
struct TsharkFollow: TranscriptFormat {
    static let description = FormatDescription(
        word: "tshark-follow", name: "a stream followed by tshark", client: "no tab (node 0)",
        server: "a tab (node 1)",
        remark: """
            The extent of each write is there. `ascii` shows octets outside of ASCII as dots, and a few of \
            the others; `raw`, `hex` and `yaml` have them all. Who greets, is the server.
            """,
        example: """
            Follow: tcp,raw
            Filter: tcp.stream eq 0
            Node 0: 192.0.2.7:40000
            Node 1: 192.0.2.1:25
            \t323230206d782e6578616d706c650d0a
            """)

    static func vote(_ line: LineText) -> FormatVote {
        if line.begins(with: "Follow: tcp,") { return .certain }
        if line.after(any: ["Node 0: ", "Node 1: "]) != nil { return .direction }
        if line.begins(with: "Filter: tcp.stream") || line.begins(with: "=====") { return .fits }
        if count(line) != nil { return .direction }
        let text = line.withoutLeadingBlanks
        if text.replyCode != nil || text.isCommand { return .fits }
        let isHex = text.count >= 8 && (HexDump.line(text) != nil || HexDump.octets(text) != nil)
        return isHex ? .direction : .none
    }

    /// The number of octets that follow, and the node that sent them.
    private static func count(_ line: LineText) -> (node: Int, count: Int)? {
        let text = line.after("\t")
        guard let (value, rest) = (text ?? line).leadingNumber, rest.isEmpty, value > 0,
            value <= StreamMeasure.longest
        else { return nil }
        return (text == nil ? 0 : 1, value)
    }

    private enum Layout { case ascii, hex, raw }

    private var layout = Layout.ascii
    private var book = StreamBook()
    private var ends: [StreamPair.End] = [StreamPair.End(), StreamPair.End()]
    private var block: Block?

    /// The octets of a node that are under way.
    private struct Block {
        var node: Int
        /// How many there are to be; nil if that is not said.
        var count: Int?
        var octets: [UInt8] = []
        var line: Int
        var lines = 0
        var endsInEmptyLine = false
    }

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        if readHeader(line.octets, into: &sink) { return }
        switch layout {
        case .ascii: readASCII(line, into: &sink)
        case .hex: readHex(line, into: &sink)
        case .raw: readRaw(line, into: &sink)
        }
    }

    mutating func finish(into sink: inout ConversationSink) {
        endBlock(into: &sink)
        book.finish(into: &sink)
    }

    private mutating func readHeader(
        _ line: LineText, into sink: inout ConversationSink
    ) -> Bool {
        if block?.count != nil { return false }
        if let kind = line.after("Follow: tcp,") {
            finish(into: &sink)
            book = StreamBook()
            layout = kind.begins(with: "hex") ? .hex : kind.begins(with: "raw") ? .raw : .ascii
            return true
        }
        for (node, prefix) in (["Node 0: ", "Node 1: "] as [StaticString]).enumerated() {
            guard let end = line.after(prefix) else { continue }
            let colon = end.lastIndex(of: ASCII.colon) ?? end.endIndex
            ends[node] = StreamPair.End(
                address: end[..<colon].string,
                port: end[colon...].dropFirst().leadingNumber?.value)
            return true
        }
        guard line.begins(with: "=====") else { return false }
        endBlock(into: &sink)
        return true
    }

    private mutating func endBlock(into sink: inout ConversationSink, isExact: Bool = true) {
        guard let ended = block else { return }
        block = nil
        guard !ended.octets.isEmpty else { return }
        let portion = StreamPortion(
            octets: ended.octets[...], line: ended.line, isExact: isExact)
        book.take(portion, from: ended.node, ends, into: &sink)
    }
}

// MARK: - The three layouts

extension TsharkFollow {
    /// A line with a number, then as many octets, as they are.
    private mutating func readASCII(_ line: SourceLine, into sink: inout ConversationSink) {
        guard var current = block, let count = current.count else {
            if let (node, count) = TsharkFollow.count(line.octets) {
                block = Block(node: node, count: count, line: line.number)
            }
            return
        }
        if isNextHeader(line, current) {
            // The source lost its carriage returns on the way: the count counts them.
            while current.octets.last == ASCII.lineFeed { current.octets.removeLast() }
            current.octets = StreamMeasure.withReturns(current.octets + [ASCII.lineFeed])
            block = current
            endBlock(into: &sink, isExact: false)
            sink.warnOfSource("the source has no carriage returns: those of line ends were put back")
            return readASCII(line, into: &sink)
        }
        current.octets += line.octets
        if line.endsInReturn { current.octets.append(ASCII.carriageReturn) }
        current.octets.append(ASCII.lineFeed)
        current.lines += 1
        current.endsInEmptyLine = line.octets.isEmpty
        let isWhole = current.octets.count >= count
        if isWhole { current.octets.removeLast(current.octets.count - count) }
        block = current
        if isWhole { endBlock(into: &sink) }
    }

    /// Whether a line begins the next block though the octets of this one are not all there.
    private func isNextHeader(_ line: SourceLine, _ block: Block) -> Bool {
        guard block.endsInEmptyLine, let count = block.count, block.lines > 1 else { return false }
        let isHeader =
            TsharkFollow.count(line.octets) != nil || line.octets.begins(with: "=======")
        return isHeader && count - block.octets.count <= block.lines
    }

    /// `00000000  32 32 30 20 …  220 `, sixteen octets a line; a shorter line ends the write.
    private mutating func readHex(_ line: SourceLine, into sink: inout ConversationSink) {
        let node = line.octets.first == ASCII.tab ? 1 : 0
        guard let octets = HexDump.line(line.octets.withoutLeadingBlanks) else {
            return endBlock(into: &sink)
        }
        if block?.node != node { endBlock(into: &sink) }
        var current = block ?? Block(node: node, line: line.number)
        current.octets += octets
        block = current
        if octets.count < 16 || current.octets.count >= StreamMeasure.longest {
            endBlock(into: &sink)
        }
    }

    /// Each write as hexadecimal digits on a line.
    private mutating func readRaw(_ line: SourceLine, into sink: inout ConversationSink) {
        guard let octets = HexDump.octets(line.octets.trimmed) else { return }
        block = Block(
            node: line.octets.first == ASCII.tab ? 1 : 0, octets: octets, line: line.number)
        endBlock(into: &sink)
    }
}

/// What octets between line ends measure.
enum StreamMeasure {
    /// The longest block of a source, 16 MiB.
    static let longest = 16 << 20

    /// Octets whose line feeds have a carriage return before them.
    static func withReturns(_ octets: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(octets.count + 64)
        for octet in octets {
            if octet == ASCII.lineFeed, result.last != ASCII.carriageReturn {
                result.append(ASCII.carriageReturn)
            }
            result.append(octet)
        }
        return result
    }
}

/// Octets as hexadecimal digits.
enum HexDump {
    /// The octets of a line of a dump: an offset, two blanks, and up to sixteen octets.
    static func line(_ text: LineText) -> [UInt8]? {
        guard text.prefix(8).count == 8, text.prefix(8).allSatisfy({ digit($0) != nil }),
            var rest = text.dropFirst(8).after("  ")
        else { return nil }
        var octets: [UInt8] = []
        while octets.count < 16 {
            // Half of the line, and the text beside the octets, stand after two blanks.
            if octets.count == 8, rest.first == ASCII.space { rest = rest.dropFirst() }
            guard rest.count >= 2, let high = digit(rest[rest.startIndex]),
                let low = digit(rest[rest.startIndex + 1])
            else { break }
            octets.append(high << 4 | low)
            rest = rest.dropFirst(2)
            guard let next = rest.after(" ") else { break }
            rest = next
        }
        return octets.isEmpty ? nil : octets
    }

    /// The octets of a text of digits only.
    static func octets(_ text: LineText) -> [UInt8]? {
        guard text.count >= 2, text.count.isMultiple(of: 2), text.count <= 2 * StreamMeasure.longest
        else { return nil }
        var octets: [UInt8] = []
        octets.reserveCapacity(text.count / 2)
        var index = text.startIndex
        while index < text.endIndex {
            guard let high = digit(text[index]), let low = digit(text[index + 1]) else { return nil }
            octets.append(high << 4 | low)
            index += 2
        }
        return octets
    }

    private static func digit(_ octet: UInt8) -> UInt8? {
        switch octet {
        case 0x30...0x39: octet - 0x30
        case 0x41...0x46: octet - 0x37
        case 0x61...0x66: octet - 0x57
        default: nil
        }
    }
}
