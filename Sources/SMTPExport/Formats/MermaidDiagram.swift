extension ExportFormat {
    /// A sequence diagram of Mermaid.
    static let mermaid = ExportFormat(
        "mermaid", "a sequence diagram of Mermaid",
        usage: "put it in a fenced block `mermaid` of Markdown",
        holds: [.replies, .handshake, .closing, .transactions, .commands, .parameters, .chunks],
        lines: { conversation, options, warnings in
            CommentText.lines(warnings.map(letters), mark: "%%") + [
                "sequenceDiagram", "    participant C as Client", "    participant S as Server",
            ] + conversation.turns.flatMap { arrows($0, options) }.map { "    \($0)" }
        })

    private static func arrows(_ turn: PlayedTurn, _ options: ExportOptions) -> [String] {
        switch turn {
        case .connected: ["Note over C,S: The client connects"]
        case .sent(let write): arrows(write, options)
        case .reply(let reply):
            ["S-->>C: " + reply.shownLines.map(coded).joined(separator: "<br/>")]
        case .secured: ["Note over C,S: TLS handshake"]
        case .closed(let byClient):
            ["Note over C,S: The \(byClient ? "client" : "server") closes the connection"]
        }
    }

    /// A command is an arrow; message text is one in all.
    private static func arrows(_ write: PlayedWrite, _ options: ExportOptions) -> [String] {
        write.units(secrets: options.showsSecrets).map { unit in
            switch unit.kind {
            case .command, .response, .dropped:
                "C->>S: " + coded(CommentText.clipped(String(decoding: unit.line, as: UTF8.self)))
            case .text: "C->>S: message text, \(unit.octets.count) octets"
            case .chunk: "C->>S: chunk, \(unit.octets.count) octets"
            }
        }
    }

    /// A text in which nothing means anything to Mermaid, nor to HTML.
    ///
    /// Letters, digits, blanks and a few signs stand for themselves, other characters for their numbers. The
    /// word `end` alone would end a block.
    private static func coded(_ text: String) -> String {
        let coded = text.split(separator: " ", omittingEmptySubsequences: false)
            .map(codedWord).joined(separator: " ")
        return coded.isEmpty ? "#160;" : coded
    }

    private static func codedWord(_ word: Substring) -> String {
        let isEnd = word.lowercased() == "end"
        return word.unicodeScalars.enumerated().map { index, scalar in
            isEnd && index == 0 ? "#\(scalar.value);" : coded(scalar)
        }.joined()
    }

    private static func coded(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", ".", ",", "=", "@", "/", "?", "_": String(scalar)
        case "-": "-"
        default: "#\(scalar.value);"
        }
    }

    /// A sentence for a comment of Mermaid, in which braces would begin a directive.
    private static func letters(_ text: String) -> String {
        text.replacing("{", with: "(").replacing("}", with: ")")
    }
}
