/// How a reply of this server compares with the one that another server was recorded to give.
public struct ReplayedReply: Hashable, Sendable {
    /// How far they are the same.
    @nonexhaustive
    public enum Verdict: String, CaseIterable, Hashable, Sendable {
        /// Code and text are the same.
        case same
        /// The text differs, or the enhanced status code.
        case text
        /// The code differs.
        case code
        /// The replies are the same, but one server closed the connection or began TLS, and the other did not.
        case state
        /// One of them said nothing.
        case silent
    }

    /// How far they are the same.
    public var verdict: Verdict
    /// The line of the script that has the recorded reply, from 1.
    public var line: Int
    /// Where the source has it, as the script's comment says: `swaks.txt:17`; nil if it does not say.
    public var origin: String?
    /// What the client sent that it answers, as it may be shown; nil for the greeting.
    public var sent: String?
    /// The first line of the recorded reply, as the script has it; nil if there was none.
    public var recorded: String?
    /// The first line of this server's reply; nil if there was none.
    public var received: String?
    /// Why this server replied so.
    public var why: String?
    /// The state in which this server is then, by its display name.
    public var state: String
    /// Whether the recorded server's decision was taken over.
    public var isAdopted = false
    /// How the replay went on on the recorded path, where the two had parted: `with tolerate.syntax.extra-blank on`.
    public var detour: String?
}

extension ScriptReport {
    /// The first reply that differs in more than its text.
    public var divergence: ReplayedReply? {
        replay.first { $0.verdict != .same && $0.verdict != .text }
    }
}
