import SMTPGrammar

/// What this program writes itself: its scripts and its events are no transcripts of others.
enum OwnFormat {
    /// Whether all lines have the marks of the script language, or are events.
    ///
    /// A dialogue of `C:` and `S:` is a script as it stands; unless TLS began in it and nothing says so.
    static func isOwn(_ lines: [LineText]) -> Bool {
        if lines.first?.begins(with: "{\"") == true {
            return lines.allSatisfy { $0.isEmpty || $0.first == UInt8(ascii: "{") }
        }
        var hasMark = false
        for line in lines {
            let text = line.withoutLeadingBlanks
            if text.isEmpty { continue }
            // The sections of files come last, and hold anything.
            if text.begins(with: "-- "), text.ends(in: " --"), hasMark { break }
            guard isMarked(text) else { return false }
            hasMark = true
        }
        return hasMark && !hasHiddenTLS(lines)
            && !lines.contains { TestScript.vote($0) == .certain }
    }

    private static func isMarked(_ text: LineText) -> Bool {
        guard let first = text.first else { return false }
        switch first {
        case UInt8(ascii: "#"), UInt8(ascii: ":"): return true
        case UInt8(ascii: "C"), UInt8(ascii: "S"), UInt8(ascii: "A"):
            let second = text.dropFirst().first
            return second.map { ":+|<=?*{}.!".utf8.contains($0) } ?? false
        default: return false
        }
    }

    /// Whether the client went on after a 220 to STARTTLS, without a mark for the handshake.
    private static func hasHiddenTLS(_ lines: [LineText]) -> Bool {
        var state = 0
        let marked = lines.map(\.withoutLeadingBlanks)
        if marked.contains(where: { $0.begins(with: "S. tls") || $0.begins(with: ":tls") }) {
            return false
        }
        for text in marked {
            if let command = text.after("C:")?.trimmed {
                if state == 2 { return true }
                state = command.begins(withWord: "STARTTLS") ? 1 : 0
            } else if state == 1, let reply = text.after("S:")?.trimmed {
                state = reply.replyCode == 220 ? 2 : 0
            }
        }
        return false
    }
}

extension TranscriptReader {
    /// Whether a source is a script of ours that has nothing but the lines of a dialogue, `C: ` and `S: `, so that
    /// others may have written it.
    public static func isDialogue(_ octets: [UInt8]) -> Bool {
        var hasReply = false
        for line in octets.split(separator: 0x0A) {
            let text = line.withoutLeadingBlanks.withoutTrailingBlanks
            if text.isEmpty || text.begins(with: "C:") { continue }
            guard let reply = text.after("S:") else { return false }
            // Patterns are of our language.
            if reply.has("{{") || reply.has("[[") { return false }
            hasReply = hasReply || reply.withoutLeadingBlanks.replyCode != nil
        }
        return hasReply
    }
}
