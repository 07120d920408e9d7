import SMTPGrammar

/// What `tshark -q -z follow,tcp,yaml,0` prints: each segment with its octets in base64.
///
///     packets:
///       - packet: 4
///         peer: 1
///         data: !!binary |
///           MjIwIG14LmV4YW1wbGUgRVNNVFANCg==
struct TsharkYAML: TranscriptFormat {
    static let description = FormatDescription(
        word: "tshark-yaml", name: "a stream followed by tshark, as YAML", client: "`peer: 0`",
        server: "`peer: 1`",
        remark: "All octets and the extent of each write are there.",
        example: """
            peers:
              - peer: 0
                host: 192.0.2.7
                port: 40000
              - peer: 1
                host: 192.0.2.1
                port: 25
            packets:
              - packet: 4
                peer: 1
                data: !!binary |
                  MjIwIG14LmV4YW1wbGUgRVNNVFANCg==
            """)

    static func vote(_ line: LineText) -> FormatVote {
        let text = line.trimmed
        if text.begins(with: "data: !!binary") { return .certain }
        if text.begins(with: "- packet: ") || text.begins(with: "- peer: ") { return .direction }
        let isOther =
            text.equals("peers:") || text.equals("packets:") || text.after(any: keys) != nil
        return isOther || isBase64(text) ? .fits : .none
    }

    private static let keys: [StaticString] = [
        "peer: ", "host: ", "port: ", "timestamp: ", "index: ",
    ]

    private static func isBase64(_ text: LineText) -> Bool {
        text.count >= 4 && text.allSatisfy {
            $0.isLetter || $0.isDigit || $0 == ASCII.plus || $0 == UInt8(ascii: "/")
                || $0 == ASCII.equals
        }
    }

    private var book = StreamBook()
    private var ends: [StreamPair.End] = [StreamPair.End(), StreamPair.End()]
    private var peer = 0
    private var isInPackets = false
    private var data: [UInt8]?
    private var start = 0

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        let text = line.octets.trimmed
        if data != nil, TsharkYAML.isBase64(text) {
            data? += text
            return
        }
        endData(into: &sink)
        if text.equals("peers:") {
            book.finish(into: &sink)
            book = StreamBook()
            isInPackets = false
        } else if text.equals("packets:") {
            isInPackets = true
        } else if text.begins(with: "- packet: ") {
            start = line.number
        } else if let value = text.after(any: ["- peer: ", "peer: "]) {
            peer = min(1, value.leadingNumber?.value ?? 0)
        } else if text.begins(with: "data: !!binary") {
            data = []
        } else if !isInPackets, let host = text.after("host: ") {
            ends[peer].address = host.string
        } else if !isInPackets, let port = text.after("port: ") {
            ends[peer].port = port.leadingNumber?.value
        }
    }

    mutating func finish(into sink: inout ConversationSink) {
        endData(into: &sink)
        book.finish(into: &sink)
    }

    private mutating func endData(into sink: inout ConversationSink) {
        guard let text = data else { return }
        data = nil
        guard let octets = try? Base64.decode(text) else {
            return sink.warnOfSource("the data of a packet are no base64", line: start)
        }
        book.take(StreamPortion(octets: octets[...], line: start), from: peer, ends, into: &sink)
    }
}
