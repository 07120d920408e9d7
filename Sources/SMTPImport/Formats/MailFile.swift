import SMTPGrammar

/// A mail, or a file of many (mbox), that has a transcript in it, or is a bounce.
///
///     Return-Path: <>
///     From: MAILER-DAEMON@mx.example
///     Content-Type: multipart/report; report-type=delivery-status; boundary="b"
struct MailFile: CaptureFormat {
    static let description = FormatDescription(
        word: "mail", name: "a mail with a transcript or a bounce",
        client: "that of the transcript in it", server: "that of the transcript in it",
        remark: """
            Each part is decoded and read by itself. Without a transcript, a bounce gives the end of a \
            session: its words, or the report on the delivery.
            """,
        example: """
            Return-Path: <>
            From: MAILER-DAEMON@mx.example
            Subject: Undelivered Mail

            <bob@else.example>: host mx.else.example[192.0.2.1] said: 550 5.1.1 No such user
                (in reply to RCPT TO command)
            """)

    /// Whether a source begins with a line of mbox, or with at least two fields of which people know one.
    static func recognises(_ start: LineText) -> Bool {
        if start.begins(with: "From "),
            start.prefix(200).contains(ASCII.atSign)
                || start.begins(with: "From MAILER-DAEMON ")
        {
            return true
        }
        let lines = start.prefix(4_096).split(
            separator: ASCII.lineFeed, maxSplits: 12, omittingEmptySubsequences: false)
        var names: [[UInt8]] = []
        for line in lines.prefix(12) {
            let text = line.withoutTrailingBlanks
            if text.isEmpty { break }
            if text.first == ASCII.space || text.first == ASCII.tab {
                if names.isEmpty { return false }
                continue
            }
            guard let field = MailHeader.field(text), text.replyCode == nil else { return false }
            // RFC 5321 §4.4: the field begins with FROM. What a client received, begins with a code.
            if field.name[...].equals("received"), MailFile.beginsWithCode(text) { return false }
            names.append(field.name)
        }
        let known = names.filter { name in
            MailFile.fields.contains { name[...].equals($0) }
        }
        return names.count >= 2 && known.count >= 2
    }

    private static func beginsWithCode(_ field: LineText) -> Bool {
        field.past(":").map { $0.withoutLeadingBlanks.replyCode != nil } == true
    }

    private static let fields: [StaticString] = [
        "return-path", "received", "from", "to", "date", "subject", "message-id", "mime-version",
        "content-type", "delivered-to", "x-original-to", "dkim-signature", "auto-submitted",
        "x-failed-recipients", "reply-to", "sender", "authentication-results", "arc-seal",
    ]

    /// A mail is looked into up to so many octets.
    private static let mostOctets = 32 << 20

    private var cutter = LineCutter()
    private var lines: [LineText] = []
    private var size = 0
    private var first = 1
    private var wasEmpty = true
    private var isMailbox = false
    private var mails = 0
    private var silent = 0

    mutating func read(_ octets: LineText, into sink: inout ConversationSink) {
        var start = octets.startIndex
        while let line = cutter.next(in: octets, from: &start) { take(line, into: &sink) }
    }

    mutating func finish(into sink: inout ConversationSink) {
        if let line = cutter.finish() { take(line, into: &sink) }
        endMail(into: &sink)
        guard silent > 0 else { return }
        sink.warnOfSource(
            mails == 1
                ? "the mail has no transcript in it and is no bounce"
                : "\(silent) of \(mails) mails have no transcript in them and are no bounces")
    }

    private mutating func take(_ line: SourceLine, into sink: inout ConversationSink) {
        let text = line.octets
        if text.begins(with: "From "), wasEmpty, line.number == 1 || isMailbox {
            isMailbox = true
            endMail(into: &sink)
            first = line.number + 1
            return
        }
        wasEmpty = text.isEmpty
        guard size < MailFile.mostOctets else {
            return sink.warnOfSource(
                "a mail is longer than 32 MiB: its end was not read", line: first)
        }
        size += text.count + 32
        // A mailbox quotes lines that begin so.
        let quoted = isMailbox ? text.after(">From ") : nil
        lines.append(Array(quoted.map { _ in text.dropFirst() } ?? text)[...])
    }

    private mutating func endMail(into sink: inout ConversationSink) {
        defer {
            lines = []
            size = 0
        }
        guard !lines.isEmpty else { return }
        mails += 1
        let parts = MailPart.parts(of: lines[...], first: first)
        let transcripts = parts.flatMap { MailFile.transcripts(in: $0, sink.readInner) }
        let found = transcripts.isEmpty ? BounceReport.fragments(in: parts) : transcripts
        if found.isEmpty { silent += 1 }
        for conversation in found { sink.add(conversation) }
    }

    /// The conversations of a transcript in a part.
    private static func transcripts(
        in part: MailPart, _ read: (([UInt8]) -> Recording?)?
    ) -> [RecordedConversation] {
        let isReadable =
            part.type[...].begins(with: "text/") || part.type[...].begins(with: "application/octet")
        // A mail in a mail is a part of its own already.
        guard isReadable, !CaptureFile.isCapture(part.octets),
            let recording = read?(part.octets), recording.format != "mail"
        else { return [] }
        return recording.conversations.map { conversation in
            var conversation = conversation
            let warnings = recording.warnings
            conversation.move(by: part.line - 1, keepsLines: part.isPlain)
            conversation.warnings += warnings.map { RecordingWarning($0.text, line: part.line) }
            conversation.turns.insert(
                RecordedTurn(
                    .remark("in a mail: \(recording.formatName)"),
                    line: conversation.turns.first?.line ?? part.line), at: 0)
            return conversation
        }
    }
}

extension RecordedConversation {
    /// Counts lines from the beginning of the source, not of the part that has them.
    fileprivate mutating func move(by offset: Int, keepsLines: Bool) {
        for index in turns.indices {
            turns[index].line = keepsLines ? turns[index].line + offset : offset + 1
        }
        for index in warnings.indices {
            warnings[index].line = warnings[index].line.map {
                keepsLines ? $0 + offset : offset + 1
            }
        }
    }
}
