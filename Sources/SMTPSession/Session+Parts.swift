import SMTPGrammar

/// What a session counts.
struct Counters: Hashable, Sendable, Codable {
    /// Whether the connection was opened.
    var isConnected = false
    /// Whether the greeting was 554, so that only QUIT is answered otherwise.
    var refusesService = false
    /// Replies of class 5 that were the client's fault.
    var errors = 0
    /// Authentications that failed.
    var authenticationFailures = 0
    /// Recipients of this transaction that were refused.
    var refusedRecipients = 0
    /// Recipients of this transaction that were taken and are to be dropped.
    var discardedRecipients = 0
    /// Octets in clear that were dropped since STARTTLS.
    var discardedOctets: UInt64 = 0
}

/// From when the waiting for the client is counted.
struct Times: Hashable, Sendable, Codable {
    var connected = Instant.zero
    /// When the last whole line came, or the server last spoke.
    var lastActivity = Instant.zero
}

/// What keeps the client's octets waiting.
///
/// Indirect, since it is rarely there, and a session is copied often.
indirect enum Pending: Hashable, Sendable, Codable {
    /// A question that waits for its answer.
    case asked(Question)
    /// A question whose default answer waits for a moment.
    case delayed(Question, until: Instant)
}
