import SMTPGrammar

/// The original's interface over the same machine: its calls and variables, its handlers as closures.
///
///     let server = MailHogServer()
///     server.messageReceived = { message in "1" }
///     let greeting = server.start()
///     let (rest, reply) = server.parse(Array("EHLO client.example\r\n".utf8)[...])
///
/// It is a class because the TLS handler keeps the `done` callback and calls it later, which must
/// then reach this very conversation. If you need a value, use `machine`.
@dynamicMemberLookup
public final class MailHogServer {
    /// The conversation as a value.
    public internal(set) var machine: MailHogMachine
    /// What the TLS handler wants to have called once its reply is on its way.
    var afterReply: (() -> Void)?

    /// Takes log lines: a format with `%s` and `%d`, and its arguments.
    ///
    /// Without it, nothing is logged. As in the original, the log contains passwords.
    public var logHandler: ((_ format: String, _ arguments: [String]) -> Void)?
    /// Takes a message and returns its id, or throws; without it, all messages get 452.
    public var messageReceived: ((MailHogMessage) throws -> String)?
    /// Says whether a sender is accepted; without it, all are.
    public var validateSender: ((_ sender: [UInt8]) -> Bool)?
    /// Says whether a recipient is accepted; without it, all are.
    public var validateRecipient: ((_ recipient: [UInt8]) -> Bool)?
    /// Says whether credentials are valid; without it, all are.
    ///
    /// PLAIN gives user and password, LOGIN two lines as received, CRAM-MD5 and EXTERNAL one text
    /// as received.
    public var validateAuthentication:
        ((_ mechanism: String, _ arguments: [[UInt8]]) -> MailHogDecision)?
    /// Sees each verb first, and can reply instead; the arguments are always empty.
    public var verbFilter: ((_ verb: String, _ arguments: [[UInt8]]) -> MailHogReply?)?
    /// Prepares the handshake; it, or what it returns, must call `done` with its success.
    public var tlsHandler: ((_ done: @escaping (Bool) -> Void) -> MailHogTLSDecision)?
    /// The mechanisms that EHLO lists; without it, EHLO does not mention AUTH.
    public var authenticationMechanisms: (() -> [String])?

    /// A server that has not been started; the handlers of its configuration are those set here.
    public init(_ configuration: MailHogConfiguration = MailHogConfiguration()) {
        machine = MailHogMachine(configuration)
    }
}

/// A handler's decision on credentials.
public enum MailHogDecision {
    /// They are valid.
    case accept
    /// They are not; send this reply, or none.
    case refuse(MailHogReply?)
}

/// A handler's decision on STARTTLS.
public enum MailHogTLSDecision {
    /// Proceed; call this, if given, once the reply is on its way.
    case proceed(afterReply: (() -> Void)?)
    /// TLS is not available now; send this reply, or none.
    case refuse(MailHogReply?)
}

extension MailHogServer {
    /// What the machine waits for.
    public var state: MailHogState {
        get { machine.state }
        set { machine.state = newValue }
    }

    /// The message under way.
    public var message: MailHogMessage {
        get { machine.message }
        set { machine.message = newValue }
    }

    /// Whether STARTTLS was accepted; stays true inside TLS.
    public var isTLSPending: Bool { machine.isTLSPending }

    /// Whether TLS is active.
    public var isTLSUpgraded: Bool { machine.isTLSUpgraded }

    /// A variable of the original, by its name in ``MailHogConfiguration``.
    public subscript<Value>(dynamicMember name: WritableKeyPath<MailHogConfiguration, Value>)
        -> Value
    {
        get { machine.configuration[keyPath: name] }
        set { machine.configuration[keyPath: name] = newValue }
    }
}
