extension ExportFormat {
    /// The dialogue as RFCs write it.
    static let text = ExportFormat(
        "text", "a dialogue with C: and S:",
        usage: "paste it where people read",
        holds: [.replies, .transactions, .commands, .parameters],
        readAs: "dialogue",
        lines: { conversation, options, warnings in
            CommentText.lines(warnings, mark: "#") + dialogue(conversation, options)
        })

    /// The lines, each with the side that it is of.
    static func dialogue(
        _ conversation: PlayedConversation, _ options: ExportOptions
    ) -> [String] {
        conversation.turns.flatMap { turn -> [String] in
            switch turn {
            case .sent(let write): write.shownLines(options).map { marked("C:", $0.text) }
            case .reply(let reply): reply.shownLines.map { marked("S:", $0) }
            case .connected, .secured, .closed: []
            }
        }
    }

    private static func marked(_ mark: String, _ text: String) -> String {
        text.isEmpty ? mark : "\(mark) \(text)"
    }
}
