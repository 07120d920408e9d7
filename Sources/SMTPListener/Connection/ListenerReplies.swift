import SMTPGrammar
import SMTPSession

/// Replies that the machine has no rule for.
enum ListenerReplies {
    /// There are as many connections as are allowed.
    static let tooManyConnections = CustomReply(
        421, EnhancedStatusCode(4, 7, 0), "Too many connections, try again later")
    /// A proxy has no server.
    static let noServer = CustomReply(
        421, EnhancedStatusCode(4, 4, 1), "The server cannot be reached")
    /// The store does not take a message.
    static let noStorage = CustomReply(
        452, EnhancedStatusCode(4, 3, 1), "Insufficient system storage, try again later")
}
