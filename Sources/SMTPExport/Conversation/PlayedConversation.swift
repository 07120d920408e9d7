// A conversation as a client could repeat it: what was sent, write by write, and what came back. Formats are
// made from this, and know neither scripts nor sessions.

/// A conversation that was played, from the client's point of view.
///
///     S: 220 mx.sim.example       →  .reply(…)
///     C: EHLO client.example      →  .sent(…)
public struct PlayedConversation: Hashable, Sendable {
    /// What it was played from, such as the name of a script; empty if there is nothing to name.
    public var source: String
    /// What happened, in order.
    public var turns: [PlayedTurn]

    /// A conversation.
    public init(source: String = "", turns: [PlayedTurn] = []) {
        self.source = source
        self.turns = turns
    }
}

/// Something that happens in a conversation.
public enum PlayedTurn: Hashable, Sendable {
    /// The client connects.
    case connected
    /// The client sends octets, in one write.
    case sent(PlayedWrite)
    /// The server replies.
    case reply(PlayedReply)
    /// The TLS handshake is done.
    case secured
    /// The client closes the connection, or the server does.
    case closed(byClient: Bool)
}

/// A reply of the server.
public struct PlayedReply: Hashable, Sendable {
    /// Its three digits, 200 to 599; nil if it is no well-formed reply.
    public var code: Int?
    /// Its lines, codes included, without line ends.
    public var lines: [String]

    /// A reply.
    public init(code: Int?, lines: [String]) {
        self.code = code
        self.lines = lines
    }

    /// Whether the client is to go on with what is no command: a response, or message text.
    package var isIntermediate: Bool { code.map { $0 / 100 == 3 } ?? false }
}

extension PlayedConversation {
    /// The writes, in order.
    package var writes: [PlayedWrite] {
        turns.compactMap { if case .sent(let write) = $0 { write } else { nil } }
    }

    /// The source as part of a comment: one line, nothing in it that does not show as itself.
    package var shownSource: String {
        source.isEmpty ? "a session at the prompt" : CommentText.inLine(source)
    }
}
