import SMTPGrammar

/// What `msmtp -v` or `-d` prints.
///
///     host = mx.example
///     <-- 220 mx.example ESMTP
///     --> EHLO client.example
struct MsmtpOutput: TranscriptFormat {
    static let description = FormatDescription(
        word: "msmtp", name: "output of msmtp", client: "`--> `", server: "`<-- `",
        example: """
            host = mx.example
            <-- 220 mx.example ESMTP
            --> EHLO client.example
            <-- 250 mx.example
            """)
    static let marksEveryLine = true

    static func vote(_ line: LineText) -> FormatVote {
        if let text = line.after("--> ") { return text.isCommand ? .direction : .fits }
        if let text = line.after("<-- ") { return text.replyCode != nil ? .direction : .none }
        if line.equals("-->") || line.begins(with: "using account ") { return .fits }
        // The settings that it prints first.
        guard let equals = line.offset(of: " = ", within: 32) else { return .none }
        return line[..<equals].allSatisfy { $0.isLetter || $0 == ASCII.space || $0 == 0x5F }
            ? .fits : .none
    }

    func startOfText(_ octets: Span<UInt8>) -> Int? {
        let isMarked =
            octets.count >= 4 && octets[0] == ASCII.hyphen && octets[1] == ASCII.hyphen
            && octets[2] == ASCII.greaterThan && octets[3] == ASCII.space
        return isMarked ? 4 : nil
    }

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        let octets = line.octets
        if let text = octets.after("--> ") {
            sink.client(text, line)
        } else if let text = octets.after("<-- ") {
            sink.server(text, line)
        } else if octets.equals("-->") {
            sink.client(octets.suffix(0), line)
        } else if octets.begins(with: "TLS session parameters:") {
            sink.secured(nil, line)
        }
    }
}
