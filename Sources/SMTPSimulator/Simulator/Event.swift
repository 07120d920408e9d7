import MailHogMachine
import SMTPGrammar
import SMTPPolicy
import SMTPSession

/// Something that happened, in order; what is shown, saved, checked and reported derives from it.
///
/// The octets of authentications are in what was sent, in the clear; `Transcript` masks them.
public enum Event: Hashable, Sendable {
    /// The client's octets were handed to the machine.
    case sent(ClientWrite)
    /// The server replied.
    case reply(Reply)
    /// The line that the reply before refuses, its secrets masked, and where it departs from the grammar.
    case fault(line: [UInt8], SyntaxError)
    /// A question was decided; a secret in the place of a verb is masked.
    case decided(Question, Answer, Decision.Source)
    /// A question is open for the person; a secret in the place of a verb is masked.
    case asking(Question)
    /// Something worth knowing that is no reply.
    case note(Note)
    /// The machine's state changed, by its display names; once for each input that changed it.
    case transition(from: String, to: String)
    /// A message is complete; its name in the mailbox, if it is there.
    case message(MessageOutcome, identifier: String?)
    /// The server is ready for the TLS handshake.
    case startTLS
    /// The handshake is done.
    case secured(TLSInfo)
    /// The server closed the connection.
    case closedByServer
    /// The client closed the connection.
    case closedByClient
    /// A client connected.
    case connected(Peer)
    /// Virtual time went by.
    case waited(milliseconds: UInt64)
}

/// Octets of the client, and what the machine took them for; that tells which of them are secrets.
public struct ClientWrite: Hashable, Sendable {
    /// The octets, as they are.
    public var bytes: [UInt8]
    /// What the machine expected when they came.
    public var expectation: Expectation
    /// The unfinished line, or all octets behind an open question, that came before them.
    public var buffered: [UInt8]
    /// Whether a question was open, so that the machine's expectation may change before it reads them.
    public var isQuestionOpen: Bool
    /// Whether NOOP, RSET, QUIT and STARTTLS are commands within a SASL exchange too.
    public var keepsCommands = false
    /// Whether an AUTH command came before that did not succeed, and no command since.
    public var isBehindAuthentication: Bool

    /// Octets of the client.
    ///
    /// - Parameters:
    ///   - bytes: the octets
    ///   - expectation: what the machine expected
    ///   - buffered: what waited to be read before them
    ///   - isQuestionOpen: whether a question was open
    ///   - isBehindAuthentication: whether AUTH came before that did not succeed, and no command since
    public init(
        bytes: [UInt8], expectation: Expectation = .command, buffered: [UInt8] = [],
        isQuestionOpen: Bool = false, isBehindAuthentication: Bool = false
    ) {
        self.bytes = bytes
        self.expectation = expectation
        self.buffered = buffered
        self.isQuestionOpen = isQuestionOpen
        self.isBehindAuthentication = isBehindAuthentication
    }
}

extension ClientWrite {
    /// Octets that a machine is about to be handed.
    ///
    /// - Parameters:
    ///   - bytes: the octets
    ///   - machine: the machine, before it gets them
    ///   - watch: what came before them
    public init(_ bytes: [UInt8], to machine: some Machine, _ watch: SecretWatch) {
        self.init(
            bytes: bytes, expectation: machine.expectation,
            buffered: Array(machine.bufferedOctets),
            isQuestionOpen: machine.openQuestion != nil,
            isBehindAuthentication: watch.isBehindAuthentication)
        keepsCommands = machine is MailHogMachine
    }
}
