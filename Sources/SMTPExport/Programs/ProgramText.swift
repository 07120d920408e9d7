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
        /// The response of CRAM-MD5 for a user, a literal, whose password a variable holds.
        var challengeResponse: @Sendable (String, String) -> String
    }

    /// What is special about what a program cannot hold.
    static let losses: [PlayedFeature: String] = [
        .secrets: "Credentials are asked for in environment variables."
    ]

    let dialect: Dialect
    let options: ExportOptions
    private var secrets: [Secret] = []
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

    /// How the secrets are to be filled in, and what cannot be repeated.
    var secretSentences: [String] {
        secrets.enumerated().flatMap { $1.sentences(ProgramText.variable($0)) }
            + Set(secrets.compactMap(\.unrepeatable)).sorted()
    }

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

    private static func variable(_ index: Int) -> String { "SMTP_SECRET_\(index + 1)" }

    private mutating func pieces(of write: PlayedWrite) -> [String] {
        var pieces: [String] = []
        var run: [UInt8] = []
        for part in write.parts {
            guard part.harmless != nil else {
                run += part.octets
                continue
            }
            let secret = Secret(part, isShown: options.showsSecrets)
            let number = number(of: secret)
            guard !secret.isShown else {
                run += part.octets
                continue
            }
            pieces += literals(run)
            run = []
            let variable = ProgramText.variable(number)
            pieces.append(
                secret.user.map {
                    dialect.challengeResponse(OctetLiteral.quoted($0), variable)
                } ?? dialect.secret(variable))
        }
        return pieces + literals(run)
    }

    private func literals(_ octets: [UInt8]) -> [String] {
        OctetLiteral.pieces(octets).map { dialect.literal(OctetLiteral.quoted($0)) }
    }

    /// The same secret is asked for once.
    private mutating func number(of secret: Secret) -> Int {
        if let index = secrets.firstIndex(of: secret) { return index }
        secrets.append(secret)
        return secrets.count - 1
    }
}
