import OctetText

extension ExportFormat {
    /// The dialogue as a person who typed it sees it in telnet.
    static let telnet = ExportFormat(
        "telnet", "a dialogue of telnet",
        usage: "type the client's lines after `telnet HOST PORT`",
        holds: [.replies, .closing, .transactions, .commands, .parameters, .connections],
        readAs: "bare",
        lines: { conversation, options, warnings in
            let host = CommentText.inLine(options.host)
            let head = CommentText.lines(warnings, mark: "#")
            return head
                + conversation.turns.flatMap { turn -> [String] in
                    switch turn {
                    case .connected:
                        [
                            "$ telnet \(host) \(options.port)", "Trying \(host)...",
                            "Connected to \(host).", "Escape character is '^]'.",
                        ]
                    case .sent(let write): write.shownLines(options).map(\.text)
                    case .reply(let reply): reply.shownLines
                    case .secured: []
                    case .closed(let byClient):
                        byClient
                            ? ["telnet> close", "Connection closed."]
                            : ["Connection closed by foreign host."]
                    }
                }
        })
}

extension PlayedWrite {
    /// A line that a dialogue shows.
    struct ShownLine {
        /// The text; what does not show as itself is an escape.
        var text: String
        var kind: Part.Kind
    }

    /// The lines of the write, without their ends.
    func shownLines(_ options: ExportOptions) -> [ShownLine] {
        units(secrets: options.showsSecrets).flatMap { unit in
            unit.octets.split(separator: 0x0A, omittingEmptySubsequences: false)
                .dropLast(unit.isWhole ? 1 : 0)
                .map { line in
                    let text = line.last == 0x0D ? line.dropLast() : line
                    return ShownLine(text: EscapedText.inLine(text), kind: unit.kind)
                }
        }
    }
}

extension PlayedReply {
    /// The lines; what does not show as itself is an escape.
    var shownLines: [String] { lines.map(CommentText.inLine) }
}
