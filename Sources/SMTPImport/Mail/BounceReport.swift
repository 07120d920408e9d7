import SMTPGrammar

/// What a bounce says in words, or in a report on the delivery.
enum BounceReport {
    /// The ends of the sessions that a mail's parts name; empty if there are none.
    static func fragments(in parts: [MailPart]) -> [RecordedConversation] {
        let told = parts.filter { $0.type[...].begins(with: "text/") }.flatMap(told)
        if !told.isEmpty { return told }
        return parts.filter { $0.type[...].equals("message/delivery-status") }.flatMap(reported)
    }

    /// `<bob@mx.example>: host mx.example[192.0.2.1] said: 550 … (in reply to RCPT TO command)`, over
    /// some lines, or Exim's words for it.
    private static func told(_ part: MailPart) -> [RecordedConversation] {
        var result: [RecordedConversation] = []
        for paragraph in paragraphs(part) {
            guard let remote = RemoteReply(paragraph.text[...]) else { continue }
            var fragment = Fragment(label: nil, line: paragraph.line)
            fragment.connect(nil)
            fragment.remark("a bounce about \(remote.host)", line: paragraph.line)
            fragment.add(
                remote.command ?? .recipient,
                recipient: remote.recipient ?? recipient(paragraph.text[...]), remote.reply,
                line: paragraph.line)
            if let conversation = fragment.finished { result.append(conversation) }
        }
        return result
    }

    /// Lines up to an empty one, joined with blanks.
    private static func paragraphs(_ part: MailPart) -> [(text: [UInt8], line: Int)] {
        var result: [(text: [UInt8], line: Int)] = []
        var current: (text: [UInt8], line: Int)?
        var number = part.line
        for line in part.octets.split(separator: ASCII.lineFeed, omittingEmptySubsequences: false) {
            let text = line.trimmed
            if text.isEmpty {
                if let ended = current { result.append(ended) }
                current = nil
            } else if let begun = current, begun.text.count < 65_536 {
                current?.text += [ASCII.space] + text
            } else {
                current = (Array(text), part.isPlain ? number : part.line)
            }
            number += 1
        }
        if let ended = current { result.append(ended) }
        return result
    }

    /// `<bob@mx.example>: …`, `bob@mx.example host …`.
    private static func recipient(_ text: LineText) -> [UInt8]? {
        let word = text.prefix { $0 != ASCII.space }
        if word.first == ASCII.lessThan { return RemoteReply.address(in: word) }
        let address = word.last == ASCII.colon ? word.dropLast() : word
        return address.contains(ASCII.atSign) ? Array(address) : nil
    }

    /// The fields of a report about each recipient (RFC 3464 §2.3).
    private static func reported(_ part: MailPart) -> [RecordedConversation] {
        let lines = part.octets.split(separator: ASCII.lineFeed, omittingEmptySubsequences: false)
            .map { $0.withoutTrailingBlanks }
        var result: [RecordedConversation] = []
        var rest = lines[...]
        var number = part.line
        while !rest.isEmpty {
            var fields = MailHeader()
            let count = fields.read(rest)
            if let conversation = reported(fields, line: part.isPlain ? number : part.line) {
                result.append(conversation)
            }
            rest = rest.dropFirst(count)
            number += count
        }
        return result
    }

    private static func reported(_ fields: MailHeader, line: Int) -> RecordedConversation? {
        guard let code = fields.value("diagnostic-code"),
            let said = code.past(";"), let reply = RecordedReply(row: said)
        else { return nil }
        let address = (fields.value("original-recipient") ?? fields.value("final-recipient"))?
            .past(";")?.trimmed
        var fragment = Fragment(label: nil, line: line)
        fragment.connect(nil)
        let server = fields.value("remote-mta")?.past(";")?.trimmed.string ?? "another server"
        fragment.remark("a report on a delivery to \(server)", line: line)
        fragment.warn("the report does not say which command was refused: taken for RCPT", line: line)
        fragment.add(.recipient, recipient: address.map(Array.init), reply, line: line)
        return fragment.finished
    }
}
