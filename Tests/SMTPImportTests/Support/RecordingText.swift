import OctetText
import SMTPImport

/// A recording as text, one line a turn, so that tests show it whole.
///
///     swaks 100
///     = one
///     2 < 220 mx.example
///     3 > EHLO client.example\r\n
///     9 text "…" exact
///     ! 4 a warning
enum RecordingText {
    static func lines(of recording: Recording) -> [String] {
        recording.conversations.flatMap { conversation in
            ["= \(conversation.label ?? "-")"] + conversation.turns.map(line)
                + conversation.warnings.map(line)
        } + recording.warnings.map(line)
    }

    static func line(of turn: RecordedTurn) -> String {
        "\(turn.line) " + text(of: turn.event)
    }

    private static func line(of warning: RecordingWarning) -> String {
        "! \(warning.line.map(String.init) ?? "-") \(warning.text)"
    }

    private static func text(of event: RecordedEvent) -> String {
        switch event {
        case .connected(let address): "connected \(address ?? "-")"
        case .sent(let write): text(of: write)
        case .reply(let reply):
            "< " + reply.lines.map(shown).joined(separator: " | ")
                + (reply.isPattern ? " pattern" : "")
                + (reply.isCutShort ? " cut" : "")
        case .secured(let version): "secured \(version ?? "-")"
        case .closed(let side):
            switch side {
            case .client?: "closed by client"
            case .server?: "closed by server"
            case nil: "closed"
            }
        case .remark(let text): "# \(text)"
        }
    }

    private static func text(of write: RecordedWrite) -> String {
        let kind =
            switch write.kind {
            case .line: ">"
            case .response: "> response"
            case .text: "> text"
            case .unstuffedText: "> unstuffed"
            case .leftOutText(let lines, let octets):
                "> left out \(lines.map(String.init) ?? "-") lines \(octets.map(String.init) ?? "-") octets"
            case .chunk: "> chunk"
            case .leftOutChunk(let octets): "> left out chunk \(octets)"
            }
        return [
            kind, write.octets.isEmpty ? nil : shown(write.octets), write.isExact ? "exact" : nil,
            write.joinsNext ? "+" : nil, write.isRedacted ? "redacted" : nil,
        ].compactMap { $0 }.joined(separator: " ")
    }

    /// Octets with escapes for what is not printable, and for backslashes.
    private static func shown(_ octets: [UInt8]) -> String {
        var text = ""
        for octet in octets {
            switch octet {
            case 0x0D: text += "\\r"
            case 0x0A: text += "\\n"
            case 0x5C: text += "\\\\"
            case 0x20...0x7E: text.unicodeScalars.append(Unicode.Scalar(octet))
            default: text += "\\x" + (octet < 16 ? "0" : "") + String(octet, radix: 16)
            }
        }
        return text
    }
}
