import SMTPGrammar
import SMTPPolicy
import SMTPSession

/// Something that happened, in order; what is shown, saved, checked and reported derives from it.
///
/// What was sent and read holds credentials in the clear, with their place; who shows it masks them.
@nonexhaustive
public enum Event: Hashable, Sendable {
    /// The client's octets were handed to the machine.
    case sent(ClientWrite)
    /// What the machine took the next octets for; what follows is in answer to them.
    case read(Reading)
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
    /// The machine's state changed, by its display names; it follows the reply that goes with it.
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
    /// The server is about to stop.
    case shutdown
    /// A client connected.
    case connected(Peer)
    /// Virtual time went by.
    case waited(milliseconds: UInt64)
}
