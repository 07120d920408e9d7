import SMTPGrammar

/// The original's interface over the same machine: its calls, its variables, its handlers as closures.
///
///     let server = MailHogServer()
///     server.messageReceived = { message in "1" }
///     let greeting = server.start()
///     let (rest, reply) = server.parse(Array("EHLO client.example\r\n".utf8)[...])
///
/// It is a class because the TLS handler keeps the `done` callback and calls it later, which must then
/// reach this very conversation. Whoever needs a value uses `machine`.
public final class MailHogServer {
    /// The conversation as a value.
    public internal(set) var machine: MailHogMachine
    /// What the TLS handler wants called once its reply is on its way.
    var afterReply: (() -> Void)?

    /// Takes log lines: a format with `%s` and `%d`, and what goes into it.
    ///
    /// Without it nothing is logged. As in the original, what is logged holds passwords.
    public var logHandler: ((_ format: String, _ arguments: [String]) -> Void)?
    /// Takes a message and returns its id, or throws; without it all messages are put off with 452.
    public var messageReceived: ((MailHogMessage) throws -> String)?
    /// Says whether a sender is taken; without it all are.
    public var validateSender: ((_ sender: [UInt8]) -> Bool)?
    /// Says whether a recipient is taken; without it all are.
    public var validateRecipient: ((_ recipient: [UInt8]) -> Bool)?
    /// Says whether credentials are valid; without it all are.
    ///
    /// PLAIN brings user and password, LOGIN two lines as they came, CRAM-MD5 and EXTERNAL one text as
    /// it came.
    public var validateAuthentication:
        ((_ mechanism: String, _ arguments: [[UInt8]]) -> MailHogDecision)?
    /// Sees each verb before anything is done, and can answer instead; the arguments are always empty.
    public var verbFilter: ((_ verb: String, _ arguments: [[UInt8]]) -> MailHogReply?)?
    /// Prepares the handshake; it or what it returns is to call `done` with the handshake's success.
    public var tlsHandler: ((_ done: @escaping (Bool) -> Void) -> MailHogTLSDecision)?
    /// The mechanisms that EHLO lists; without it EHLO does not mention AUTH.
    public var authenticationMechanisms: (() -> [String])?

    /// A server that waits for its start.
    ///
    /// - Parameter configuration: the variables; its handlers are those that are set here
    public init(_ configuration: MailHogConfiguration = MailHogConfiguration()) {
        machine = MailHogMachine(configuration)
    }
}

/// What a handler says to credentials.
public enum MailHogDecision {
    /// They are valid.
    case accept
    /// They are not: with this reply, or without any.
    case refuse(MailHogReply?)
}

/// What a handler says to STARTTLS.
public enum MailHogTLSDecision {
    /// Go on; call this, if given, once the reply is on its way.
    case proceed(afterReply: (() -> Void)?)
    /// There is no TLS now: with this reply, or without any.
    case refuse(MailHogReply?)
}
