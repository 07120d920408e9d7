/// What `smtpsim export --to json` writes: all octets, and the extent of each write.
///
///     {"smtpsim":"conversation","version":1,"turns":[
///     {"turn":"sent","parts":[{"as":"command","text":"EHLO client.example\r\n"}]},
struct ConversationJSON: CaptureFormat {
    static let description = FormatDescription(
        word: "json", name: "a conversation in JSON", client: "`\"turn\":\"sent\"`",
        server: "`\"turn\":\"reply\"`",
        remark:
            "What smtpsim export --to json writes. All octets and the extent of each write are there.",
        example: """
            {"smtpsim":"conversation","version":1,"turns":[
            {"turn":"connected"},
            {"turn":"reply","code":220,"lines":["220 mx.example ESMTP"]},
            {"turn":"sent","parts":[{"as":"command","text":"HELO client.example\\r\\n"}]}
            ]}
            """)

    /// More is not kept: a conversation is read as a whole.
    private static let most = 256 << 20

    static func recognises(_ start: LineText) -> Bool {
        let head = start.lazy.filter { !" \t\r\n".utf8.contains($0) }
        return head.starts(with: #"{"smtpsim":"conversation""#.utf8)
    }

    private var octets: [UInt8] = []
    private var isTooLong = false

    mutating func read(_ octets: LineText, into sink: inout ConversationSink) {
        guard self.octets.count + octets.count <= ConversationJSON.most else {
            isTooLong = true
            return
        }
        self.octets += octets
    }

    mutating func finish(into sink: inout ConversationSink) {
        if isTooLong {
            sink.warnOfSource("the JSON has more than \(ConversationJSON.most) octets")
        }
        let value = isTooLong ? nil : JSONText(octets[...])
        if value == nil, !isTooLong { sink.warnOfSource("the JSON is cut off, or damaged") }
        var conversation = RecordedConversation()
        for (index, turn) in (value?["turns"]?.elements ?? turnLines).enumerated() {
            let isNext = turn["turn"]?.text == "connected" && !conversation.turns.isEmpty
            if isNext {
                sink.add(conversation)
                conversation = RecordedConversation()
            }
            conversation.turns += events(turn).map { RecordedTurn($0, line: index + 3) }
        }
        if !conversation.turns.isEmpty { sink.add(conversation) }
    }

    /// The turns that are whole, of JSON that is not: each has a line.
    private var turnLines: [JSONText] {
        octets.split(separator: 0x0A).compactMap { line in
            let text = line.trimmed
            let value = JSONText(text.last == UInt8(ascii: ",") ? text.dropLast() : text)
            return value?["turn"] == nil ? nil : value
        }
    }

    private func events(_ turn: JSONText) -> [RecordedEvent] {
        switch turn["turn"]?.text {
        case "connected": [.connected(address: nil)]
        case "sent": writes(turn["parts"]?.elements ?? []).map(RecordedEvent.sent)
        case "reply": reply(turn["lines"]?.elements.compactMap(\.octets) ?? [])
        case "secured": [.secured(version: nil)]
        case "closed": [.closed(turn["by"]?.text == "client" ? .client : .server)]
        default: []
        }
    }

    private func reply(_ lines: [[UInt8]]) -> [RecordedEvent] {
        lines.isEmpty ? [] : [.reply(RecordedReply(lines))]
    }

    /// The parts of a write, put together to lines and text.
    private func writes(_ parts: [JSONText]) -> [RecordedWrite] {
        var writes: [RecordedWrite] = []
        for part in parts {
            let kind = ConversationJSON.kind(part["as"]?.text)
            let octets = part["text"]?.octets ?? ConversationJSON.octets(part["hex"]?.text ?? "")
            let isRedacted = part["secret"]?.isTrue == true && Redaction.isShown(by: octets[...])
            if let last = writes.last, last.kind == kind,
                kind == .text || kind == .chunk || last.octets.last != 0x0A
            {
                writes[writes.count - 1].octets += octets
                if isRedacted { writes[writes.count - 1].isRedacted = true }
            } else {
                writes.append(RecordedWrite(kind, octets, isExact: true, isRedacted: isRedacted))
            }
        }
        for index in writes.indices.dropLast() { writes[index].joinsNext = true }
        return writes
    }

    private static func kind(_ word: String?) -> RecordedWrite.Kind {
        switch word {
        case "response": .response
        case "text": .text
        case "chunk": .chunk
        default: .line
        }
    }

    private static func octets(_ digits: String) -> [UInt8] {
        let digits = Array(digits.utf8)
        return stride(from: 0, to: digits.count - 1, by: 2).map {
            UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16) ?? 0
        }
    }
}
