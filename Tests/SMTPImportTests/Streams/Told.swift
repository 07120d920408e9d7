import OctetText
import SMTPImport

extension RecordedConversation {
    /// The turns in short, for tests to compare.
    ///
    ///     C: EHLO x\r\n       a line          C+ …   it goes on in the same write     C~ … not exact
    ///     C| …                message text    C# …   a chunk    C= …  a response
    var told: [String] { turns.map(\.told) }

    /// The same, where only what is exact counts as exact.
    var toldWithExactness: [String] {
        turns.map { turn in
            guard case .sent(let write) = turn.event, !write.isExact else { return turn.told }
            return "~" + turn.told
        }
    }
}

extension RecordedTurn {
    var told: String {
        switch event {
        case .connected(let address): "connected \(address ?? "")"
        case .sent(let write): write.told
        case .reply(let reply):
            "S: " + reply.lines.map { EscapedText.escaped($0) }.joined(separator: " | ")
                + (reply.isCutShort ? " …" : "")
        case .secured(let version): "secured \(version ?? "")"
        case .closed(let side): "closed " + (side.map { "\($0)" } ?? "")
        case .remark(let text): "# \(text)"
        }
    }
}

extension RecordedWrite {
    fileprivate var told: String {
        let mark =
            switch kind {
            case .line: "C: "
            case .response: "C= "
            case .text: "C| "
            case .unstuffedText: "C|| "
            case .chunk: "C# "
            case .leftOutText(let lines, let octets):
                "left out text \(lines.map(String.init) ?? "-") \(octets.map(String.init) ?? "-")"
            case .leftOutChunk(let octets): "left out chunk \(octets)"
            }
        return mark + EscapedText.escaped(octets) + (isRedacted ? " (redacted)" : "")
            + (joinsNext ? " +" : "")
    }
}
