import SMTPGrammar

/// The command that a logged reply answered: `RCPT TO`, `end of DATA`.
enum LoggedCommand {
    case connect, hello, mail, recipient, data, endOfData, startTLS, authentication

    /// By the words of Postfix, Exim and others.
    init?(_ text: LineText) {
        let words = text.withoutLeadingBlanks
        guard let found = LoggedCommand.table.first(where: { words.begins(withWord: $0.words) }) else {
            return nil
        }
        self = found.command
    }

    private static let table: [(words: StaticString, command: LoggedCommand)] = [
        ("CONNECT", .connect), ("INITIAL", .connect), ("HELO", .hello), ("EHLO", .hello),
        ("LHLO", .hello), ("MAIL", .mail), ("RCPT", .recipient), ("PIPELINED END", .endOfData),
        ("PIPELINED MAIL", .mail), ("PIPELINED RCPT", .recipient), ("PIPELINED DATA", .data),
        ("PIPELINED SENDING", .endOfData),
        ("END OF", .endOfData), ("END-OF-MESSAGE", .endOfData), ("SENDING DATA", .endOfData),
        ("DATA", .data), ("BDAT", .endOfData), ("STARTTLS", .startTLS), ("AUTH", .authentication),
    ]
}

extension Fragment {
    /// Adds a command that was answered, and what must have come before it.
    mutating func add(
        _ command: LoggedCommand, sender: [UInt8]? = nil, recipient: [UInt8]? = nil,
        octets: Int? = nil, _ reply: RecordedReply, line: Int
    ) {
        switch command {
        case .connect: greet(reply, line: line)
        case .hello: greet(as: nil, line: line, reply)
        case .mail: send(from: sender, line: line, reply)
        case .recipient:
            send(from: sender, line: line)
            send(to: recipient, line: line, reply)
        case .data, .endOfData:
            send(from: sender, line: line)
            send(to: recipient, line: line)
            let isRefused = command == .data
            sendText(
                octets: octets, line: line, refusal: isRefused ? reply : nil,
                verdict: isRefused ? nil : reply)
        case .startTLS:
            greet(as: nil, line: line)
            say(Array("STARTTLS".utf8), line: line)
            answer(reply, line: line)
        case .authentication:
            greet(as: nil, line: line)
            say(Array("AUTH PLAIN".utf8), line: line)
            answer(reply, line: line)
        }
    }
}
