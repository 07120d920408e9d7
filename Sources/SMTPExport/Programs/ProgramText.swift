import OctetText

/// A program that repeats a conversation write by write, in whatever language.
///
/// The conversation becomes calls of a few functions that every such program has: `connect`, `reply`, `send`,
/// `start TLS` and `close`. A reply with another code counts as a difference; where the server goes on with
/// message text or a response and should not, or the other way round, the program stops: what would follow
/// could be taken for commands.
struct ProgramText {
    /// How a language writes the calls.
    struct Dialect: Sendable {
        /// What begins a comment.
        var comment: String
        /// What stands before every statement.
        var indentation = ""
        var connect: String
        var startTLS: String
        var closeByClient: String
        var closeByServer: String
        var reply: @Sendable (String) -> String
        /// What stands around the pieces of a write.
        var send: (start: String, end: String)
        var literal: @Sendable (String) -> String
        var secret: @Sendable (String) -> String
    }

    /// What is special about what a program cannot hold.
    static let losses: [PlayedFeature: String] = [
        .secrets: "Credentials are asked for in environment variables."
    ]

    let dialect: Dialect
    let options: ExportOptions
    private var secrets: [(octets: [UInt8], mechanism: String?)] = []
    private var body: [String] = []

    init(_ conversation: PlayedConversation, _ options: ExportOptions, _ dialect: Dialect) {
        self.dialect = dialect
        self.options = options
        for turn in conversation.turns { add(turn) }
    }

    /// The calls.
    var lines: [String] { body.map { $0.isEmpty ? "" : dialect.indentation + $0 } }

    /// The head of the program: what it is, and how it is used.
    static func head(
        _ conversation: PlayedConversation, usage: String, mark: String, secrets: [String]
    ) -> [String] {
        let sentences =
            [
                "Repeats an SMTP conversation: \(conversation.shownSource).",
                "Made by smtpsim export. Usage: \(usage)",
                "It ends with 1 if a reply has another code than here.",
            ] + secrets
        return CommentText.lines(sentences, mark: mark)
    }

    /// How the secrets are to be filled in.
    var secretSentences: [String] {
        secrets.enumerated().map { index, secret in
            let mechanism = secret.mechanism.map { " of \(CommentText.inLine($0))" } ?? ""
            return
                "Put what the client sends as a response\(mechanism) in the environment variable "
                + "\(ProgramText.variable(index)): base64 without a line end, such as "
                + ProgramText.example(secret.mechanism) + "."
        }
    }

    private static func example(_ mechanism: String?) -> String {
        mechanism?.uppercased() == "PLAIN"
            ? #"printf '\0user\0password' | base64"# : "printf password | base64"
    }

    private static func variable(_ index: Int) -> String { "SMTP_SECRET_\(index + 1)" }

    private mutating func add(_ turn: PlayedTurn) {
        switch turn {
        case .connected: body += (body.isEmpty ? [] : [""]) + [dialect.connect]
        case .sent(let write): add(write)
        case .reply(let reply):
            body += reply.lines.map {
                "\(dialect.comment) S: \(CommentText.clipped($0, to: 200))"
            }
            body.append(dialect.reply(reply.code.map(String.init) ?? ""))
        case .secured: body.append(dialect.startTLS)
        case .closed(let byClient):
            body.append(byClient ? dialect.closeByClient : dialect.closeByServer)
        }
    }

    private mutating func add(_ write: PlayedWrite) {
        let pieces = pieces(of: write)
        guard pieces.count > 1 else {
            return body.append(dialect.send.start + (pieces.first ?? "") + dialect.send.end)
        }
        body.append(dialect.send.start)
        body += pieces.map { "    \($0)," }
        body.append(dialect.send.end)
    }

    private mutating func pieces(of write: PlayedWrite) -> [String] {
        var pieces: [String] = []
        var run: [UInt8] = []
        for part in write.parts {
            guard part.harmless != nil, !options.showsSecrets else {
                run += part.octets
                continue
            }
            pieces += literals(run)
            run = []
            pieces.append(dialect.secret(ProgramText.variable(number(of: part))))
        }
        return pieces + literals(run)
    }

    private func literals(_ octets: [UInt8]) -> [String] {
        OctetLiteral.pieces(octets).map { dialect.literal(OctetLiteral.quoted($0)) }
    }

    /// The same secret is asked for once.
    private mutating func number(of part: PlayedWrite.Part) -> Int {
        if let index = secrets.firstIndex(where: { $0.octets == part.octets }) { return index }
        secrets.append((part.octets, part.mechanism))
        return secrets.count - 1
    }
}
