import SMTPDriver
import SMTPSession

/// Where accepted messages are kept for good, such as a Maildir.
///
/// For each message a sink is made when its text begins. The sink's calls come in order, one at a time, but
/// each on any thread, never on one that serves clients: they may block. The client hears 250 only after
/// `finish` has returned. What throws refuses the message with 452 4.3.1, or the reply of a `Refusal`.
public protocol MessageStore: Sendable {
    /// A place for the text of a message that begins to arrive.
    func sink(for envelope: Envelope, from origin: MessageOrigin) throws -> any MessageSink
        & Sendable

    /// Takes out a message again that `finish` stored: what the client was told in the end is not that it was
    /// accepted.
    func remove(_ name: String)
}
